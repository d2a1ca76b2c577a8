import { expect, test } from "vitest";
import { defaultTimeouts, phaseLimitMs, type Phase } from "../../src/h1/phase.ts";

test.each<[Phase, number]>([
  ["idle", 72_000],
  ["head", 20_000],
  ["body", 300_000],
  ["handling", Number.POSITIVE_INFINITY],
  ["responding", Number.POSITIVE_INFINITY],
  ["lingering", 2_000],
  ["closed", Number.POSITIVE_INFINITY],
])("%s may last %d ms", (phase, limitMs) => {
  expect(phaseLimitMs(phase, defaultTimeouts)).toBe(limitMs);
});

test("an idle connection outlasts the 60 s of load balancers, which must close first", () => {
  expect(defaultTimeouts.idleTimeoutMs).toBeGreaterThan(60_000);
});
