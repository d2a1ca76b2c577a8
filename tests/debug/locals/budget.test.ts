import { describe, expect, test } from "vitest";
import { PauseBudget } from "../../../src/debug/locals/budget.ts";
import {
  maxCapturesPerSecond,
  maxFramesPerSecond,
  maxPausesPerSecond,
} from "../../../src/debug/locals/limits.ts";

/** How many pauses of a kind fit into the budget's present second. */
function fits(budget: PauseBudget, nowMs: number, frames: number, captures: boolean): number {
  let count = 0;
  while (!budget.pause(nowMs, frames)) {
    count += 1;
    if (captures) budget.capture();
  }
  return count;
}

describe("the budget of a second", () => {
  test("is used up by captures", () => {
    expect(fits(new PauseBudget(), 0, 1, true)).toBe(maxCapturesPerSecond);
  });

  test("is used up by pauses that keep nothing", () => {
    expect(fits(new PauseBudget(), 0, 1, false)).toBe(maxPausesPerSecond);
  });

  test("is used up by deep stacks", () => {
    expect(fits(new PauseBudget(), 0, 1_000, false)).toBe(maxFramesPerSecond / 1_000);
  });

  test("is whole again when the second is over", () => {
    const budget = new PauseBudget();
    fits(budget, 5_000, 1, true);
    expect(budget.pause(5_999, 1)).toBe(true);
    expect(fits(budget, 6_000, 1, true)).toBe(maxCapturesPerSecond);
  });
});
