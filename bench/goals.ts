// What Hipflask is to reach: ratios of processor time per request, in one run, on one machine.

import type { Sample } from "./measure.ts";
import { ratioOf, type Ratio } from "./summary.ts";

export interface Goal {
  readonly load: string;
  readonly over: string;
  /** By major of Node; a Node that is missing has no limit. */
  readonly atMost: Readonly<Record<number, number>>;
}

export interface Reached {
  readonly goal: Goal;
  readonly ratio: Ratio;
  readonly limit: number | null;
}

const onEachNode = (limit: number): Goal["atMost"] => ({ 20: limit, 24: limit, 26: limit });

const overFastify = { over: "Fastify", atMost: { 20: 0.6, 24: 0.68 } };

export const goals: readonly Goal[] = [
  { load: "small-json", ...overFastify },
  { load: "path-parameter", ...overFastify },
  { load: "post-echo", ...overFastify },
  { load: "small-json", over: "uWebSockets.js", atMost: { 20: 1.35 } },
  { load: "thousand-routes", over: "Hipflask with one route", atMost: onEachNode(1.1) },
  { load: "large-json", over: "node:http", atMost: onEachNode(1.05) },
];

/** What a load's samples say about the goals that are about it. */
export function reached(
  load: string,
  samples: readonly Sample[],
  nodeMajor: number,
): readonly Reached[] {
  return goals
    .filter((goal) => goal.load === load)
    .flatMap((goal) => {
      const ratio = ratioOf(samples, "Hipflask", goal.over);
      return ratio === null ? [] : [{ goal, ratio, limit: goal.atMost[nodeMajor] ?? null }];
    });
}
