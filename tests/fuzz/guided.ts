// A search for inputs that take the engine where it has not been, and for promises it breaks there.

import { seeds } from "./corpus.ts";
import { Coverage } from "./coverage.ts";
import { runEngine, type EngineRun } from "./engine-run.ts";
import { cut, mutate } from "./mutate.ts";
import { Random } from "./random.ts";

export interface Finding {
  readonly input: string;
  readonly problem: string;
}

export interface GuidedResult {
  readonly executions: number;
  /** Inputs that went where none had been before. */
  readonly interesting: number;
  /** Distinct parts of the engine that ran, or stayed out. */
  readonly reached: number;
  readonly findings: readonly Finding[];
}

/** Runs so many inputs, or until the time is over. */
export async function searchGuided(
  seed: number,
  maxExecutions: number,
  maxMs: number = Number.POSITIVE_INFINITY,
  run: (pieces: readonly string[]) => Promise<EngineRun> = runEngine,
): Promise<GuidedResult> {
  const random = new Random(seed);
  const coverage = new Coverage();
  const corpus: string[] = [...seeds];
  const findings: Finding[] = [];
  const endMs = performance.now() + maxMs;
  let executions = 0;
  await coverage.start();
  try {
    while (executions < maxExecutions && performance.now() < endMs) {
      // The newest inputs are the ones that have not been explored.
      const recent = corpus.slice(-32);
      const base = random.pick(random.chance(0.5) ? recent : corpus);
      const input = executions < seeds.length ? seeds[executions]! : mutate(base, corpus, random);
      const problem = await problemOf(input, random, run);
      executions++;
      if (problem !== null) findings.push({ input, problem });
      else if (await coverage.isNew()) corpus.push(input);
    }
  } finally {
    coverage.stop();
  }
  const interesting = corpus.length - seeds.length;
  return { executions, interesting, reached: coverage.size, findings };
}

/** Runs an input whole and in pieces: both must come to the same end. */
async function problemOf(
  input: string,
  random: Random,
  run: (pieces: readonly string[]) => Promise<EngineRun>,
): Promise<string | null> {
  try {
    const whole = await run([input]);
    const inPieces = await run(cut(input, random));
    return summary(whole) === summary(inPieces)
      ? null
      : `whole: ${summary(whole)}\nin pieces: ${summary(inPieces)}`;
  } catch (error) {
    const { message, cause } = error as Error;
    return cause === undefined ? message : `${message}: ${String(cause)}`;
  }
}

// 100 Continue depends on whether the body was there already.
function summary({ requests, refusal, received }: EngineRun): string {
  const answers = received.replaceAll("HTTP/1.1 100 Continue\r\n\r\n", "");
  return JSON.stringify([requests, refusal, answers]);
}
