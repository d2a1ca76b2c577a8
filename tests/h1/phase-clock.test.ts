import { expect, test } from "vitest";
import { defaultLimits } from "../../src/h1/limits.ts";
import { PhaseClock } from "../../src/h1/phase-clock.ts";
import { defaultTimeouts } from "../../src/h1/phase.ts";

const timeouts = {
  ...defaultTimeouts,
  headTimeoutMs: 100,
  requestTimeoutMs: 1_000,
  bodyGraceMs: 50,
};
const limits = { ...defaultLimits, minBodyBytesPerSecond: 100 };

function started(): { engine: { nowMs: number }; clock: PhaseClock } {
  const engine = { nowMs: 10_000 };
  return { engine, clock: new PhaseClock(engine) };
}

test("a phase lasts from its beginning to its limit, and as much longer as the clock may be late", () => {
  const { engine, clock } = started();
  engine.nowMs += 5;
  clock.enter("head");
  engine.nowMs += 100;
  expect(clock.isOver(timeouts, 0)).toBe(false);
  engine.nowMs += 1;
  expect([clock.isOver(timeouts, 0), clock.isOver(timeouts, 1)]).toEqual([true, false]);
});

test("a body counts from the first byte of its request", () => {
  const { engine, clock } = started();
  clock.enter("head");
  engine.nowMs += 600;
  clock.enter("handling");
  clock.enterBody(0);
  expect(clock).toMatchObject({ phase: "body", sinceMs: 10_000 });
  engine.nowMs += 401;
  expect(clock.isOver(timeouts, 0)).toBe(true);
});

test("a body below the minimum rate is too slow, but not before it had time to get going", () => {
  const { engine, clock } = started();
  clock.enterBody(1_000);
  engine.nowMs += 50;
  expect(clock.isTooSlow(1_000, timeouts, limits)).toBe(false);
  engine.nowMs += 50;
  expect(clock.isTooSlow(1_009, timeouts, limits)).toBe(true);
  expect(clock.isTooSlow(1_010, timeouts, limits)).toBe(false);
});

test("to ask for one slice after the other does not begin the wait anew; to be busy in between does", () => {
  const { engine, clock } = started();
  clock.enterBody(0);
  engine.nowMs += 40;
  clock.enterBody(1);
  engine.nowMs += 40;
  expect(clock.isTooSlow(1, timeouts, limits)).toBe(true);
  clock.enter("handling");
  expect(clock.isTooSlow(1, timeouts, limits)).toBe(false);
  clock.enterBody(1);
  expect(clock.isTooSlow(1, timeouts, limits)).toBe(false);
});

test("no rate is too slow for a limit of 0", () => {
  const { engine, clock } = started();
  clock.enterBody(0);
  engine.nowMs += 900;
  expect(clock.isTooSlow(0, timeouts, { ...limits, minBodyBytesPerSecond: 0 })).toBe(false);
});
