import { expect, test } from "vitest";
import { defaultTimeouts, phaseLimitMs, type Phase } from "../../src/h1/phase.ts";

test.each<[Phase, number]>([
  ["idle", 72_000],
  ["head", 20_000],
  ["body", 300_000],
  ["handling", Number.POSITIVE_INFINITY],
  ["responding", Number.POSITIVE_INFINITY],
  ["upgraded", Number.POSITIVE_INFINITY],
  ["lingering", 2_000],
  ["closed", Number.POSITIVE_INFINITY],
])("%s may last %d ms", (phase, limitMs) => {
  expect(phaseLimitMs(phase, defaultTimeouts)).toBe(limitMs);
});

test("a handler may take as long as it is given", () => {
  const timeouts = { ...defaultTimeouts, handlerTimeoutMs: 5_000 };
  expect(phaseLimitMs("handling", timeouts)).toBe(5_000);
  expect(phaseLimitMs("responding", timeouts)).toBe(Number.POSITIVE_INFINITY);
});

test("an idle connection outlasts the 60 s of load balancers, which must close first", () => {
  expect(defaultTimeouts.idleTimeoutMs).toBeGreaterThan(60_000);
});
