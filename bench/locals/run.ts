// What it costs to have variables in reports: how long a program stands still for an error, and what programs pay that
// throw none. `node --conditions=hipflask-source --import tsx bench/locals/run.ts`
import { setTimeout as sleep } from "node:timers/promises";
import { startLocals } from "../../src/debug/locals/index.ts";
import type { Locals } from "../../src/debug/locals.ts";
import { median, quantile } from "../statistics.ts";
import { throwFromDepth, throwFromHandler, throwWithMuch } from "./errors.ts";
import { loads } from "./loads.ts";

async function start(): Promise<Locals> {
  const locals = await startLocals();
  if (typeof locals === "string") throw new Error(locals);
  return locals;
}

function timeOf(run: () => unknown): number {
  const begin = performance.now();
  try {
    run();
  } catch {
    return performance.now() - begin;
  }
  throw new Error("it threw nothing");
}

async function measureErrors(): Promise<void> {
  const again = new Error("again");
  const throwAgain = (): never => {
    throw again;
  };
  const cases = {
    "five functions": throwFromHandler,
    "a hundred functions": throwFromDepth,
    "sixty variables, large": throwWithMuch,
    "thrown again": throwAgain,
  };
  for (const [title, run] of Object.entries(cases)) {
    const blind: number[] = [];
    const seeing: number[] = [];
    for (let index = 0; index < 100; index++) blind.push(timeOf(run));
    const locals = await start();
    let processorMs = 0;
    for (let index = 0; index < 110; index++) {
      const before = process.cpuUsage();
      const took = timeOf(run);
      // Slower than what counts as a flood; and the worker does some of its work after the program goes on.
      await sleep(40);
      if (index < 10) continue;
      seeing.push(took);
      const { user, system } = process.cpuUsage(before);
      processorMs += (user + system) / 1_000;
    }
    await locals.stop();
    const figures = [
      median(blind),
      quantile(seeing, 0.1),
      median(seeing),
      quantile(seeing, 0.95),
      processorMs / seeing.length,
    ];
    console.log(`${title}: ${figures.map((ms) => ms.toFixed(3)).join(" / ")}`);
  }
}

async function measureLoads(rounds = 15): Promise<void> {
  for (const [title, run] of Object.entries(loads)) {
    const ratios: number[] = [];
    for (let index = 0; index < 5; index++) await run();
    for (let round = 0; round < rounds; round++) {
      const blind = await fastest(run);
      const locals = await start();
      const seeing = await fastest(run);
      await locals.stop();
      const after = await fastest(run);
      ratios.push(seeing / ((blind + after) / 2));
    }
    const spread = [quantile(ratios, 0.25), quantile(ratios, 0.75)];
    console.log(
      `${title}: ${median(ratios).toFixed(3)} (${spread.map((it) => it.toFixed(3)).join(" to ")})`,
    );
  }
}

/** Of a few turns the one that was disturbed least. */
async function fastest(run: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    const begin = performance.now();
    await run();
    times.push(performance.now() - begin);
  }
  return Math.min(...times);
}

console.log(`Node ${process.version}`);
console.log(
  "\nms that a throw takes: not looked at, median / looked at, p10 / median / p95 / processor time of both threads",
);
await measureErrors();
console.log(
  "\ntime of work that throws nothing, looked at to not looked at (half of the rounds within)",
);
await measureLoads();
