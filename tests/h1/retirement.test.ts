import { expect, test } from "vitest";
import { Retirement } from "../../src/h1/retirement.ts";

test("who listens hears of it", () => {
  const retirement = new Retirement();
  const { signal } = retirement;
  expect([retirement.hasBegun, signal.aborted]).toEqual([false, false]);
  retirement.begin();
  expect([retirement.hasBegun, signal.aborted, retirement.signal]).toEqual([true, true, signal]);
  expect(signal.reason).toEqual(new Error("the server is closing"));
});

test("who asks later knows at once", () => {
  const retirement = new Retirement();
  retirement.begin();
  retirement.begin();
  expect(retirement.signal.aborted).toBe(true);
});
