// The same bytes through the engine and through node:http: do both see the same requests?

import { seeds } from "./corpus.ts";
import { demanded, stricter } from "./disagreements.ts";
import { runEngine, type EngineRun, type SeenRequest } from "./engine-run.ts";
import type { Finding } from "./guided.ts";
import { mutate } from "./mutate.ts";
import { NodeHttp } from "./node-http-run.ts";
import { Random } from "./random.ts";

export interface DifferentialResult {
  readonly executions: number;
  readonly agreed: number;
  /** How often each kind of disagreement was met. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
}

/** Compares so many inputs, or until the time is over. */
export async function compare(
  seed: number,
  maxExecutions: number,
  maxMs: number = Number.POSITIVE_INFINITY,
): Promise<DifferentialResult> {
  const random = new Random(seed);
  const node = new NodeHttp();
  const kinds = new Map<string, number>();
  const findings: Finding[] = [];
  const endMs = performance.now() + maxMs;
  let executions = 0;
  let agreed = 0;
  try {
    for (; executions < maxExecutions && performance.now() < endMs; executions++) {
      const input =
        executions < seeds.length ? seeds[executions]! : mutate(random.pick(seeds), seeds, random);
      const ours = await runEngine([input]);
      const theirs = await node.run(input);
      const kind = disagreement(input, ours, theirs);
      if (kind === null) agreed++;
      else if (kind.startsWith("finding")) findings.push({ input, problem: kind });
      else kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
  } finally {
    node.close();
  }
  return { executions, agreed, kinds, findings };
}

/** null if both saw the same requests; else the kind of the disagreement, or what is wrong. */
export function disagreement(
  input: string,
  { requests: ours, refusal }: EngineRun,
  theirs: readonly SeenRequest[],
): string | null {
  const common = ours.findIndex((request, index) => !isSame(request, theirs[index]));
  const shared = common === -1 ? ours.length : common;
  const oursBeyond = ours.slice(shared);
  const theirsBeyond = theirs.slice(shared);
  if (oursBeyond.length === 0 && theirsBeyond.length === 0) return null;
  if (oursBeyond.length === 0) {
    const kind = refusal ?? (/^connection:.*close/im.test(input) ? "close" : "");
    if (Object.hasOwn(stricter, kind)) return `stricter: ${kind}`;
    return `finding: node:http goes on where the engine stops (${refusal ?? "without a word"}): ${JSON.stringify(theirsBeyond)}`;
  }
  if (theirsBeyond.length === 0) {
    const kind = demanded.find(({ fits }) => fits(oursBeyond[0]!, input));
    if (kind !== undefined) return `demanded: ${kind.kind}`;
  }
  return `finding: the engine sees ${JSON.stringify(oursBeyond)}, node:http ${JSON.stringify(theirsBeyond)}`;
}

function isSame(ours: SeenRequest, theirs: SeenRequest | undefined): boolean {
  // How a target is brought into one form is each server's own affair.
  return theirs !== undefined && ours.method === theirs.method && ours.body === theirs.body;
}
