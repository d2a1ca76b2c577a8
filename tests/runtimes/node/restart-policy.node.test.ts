import { beforeEach, describe, expect, test } from "vitest";
import { RestartPolicy, provenMs } from "../../../src/runtimes/node/restart-policy.ts";

let policy: RestartPolicy;

beforeEach(() => {
  policy = new RestartPolicy();
});

const quickDeaths = (count: number): (number | null)[] =>
  Array.from({ length: count }, () => policy.afterDeath(10));

describe("a worker that died", () => {
  test("after a while has a successor at once", () => {
    expect(policy.afterDeath(provenMs)).toBe(0);
  });

  test("soon has one later and later", () => {
    expect(quickDeaths(4)).toEqual([100, 200, 400, 800]);
  });

  test("as the eighth that never lived long has none", () => {
    expect(quickDeaths(8).at(-1)).toBeNull();
    expect(policy.quickDeaths).toBe(8);
  });

  test("has always one where workers have lived long before, but not sooner than needed", () => {
    policy.afterDeath(provenMs);
    expect(quickDeaths(12).slice(-3)).toEqual([30_000, 30_000, 30_000]);
  });

  test("after one that proved itself has one soon again", () => {
    quickDeaths(5);
    policy.prove();
    expect(quickDeaths(1)).toEqual([100]);
  });
});
