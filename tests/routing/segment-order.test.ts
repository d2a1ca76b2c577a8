import { describe, expect, test } from "vitest";
import { parsePattern } from "../../src/routing/pattern.ts";
import type { Branch } from "../../src/routing/tree.ts";
import { compareMixed, compareOrder, segmentOrder } from "../../src/routing/segment-order.ts";

const segment = (text: string): Branch<unknown>["segment"] =>
  parsePattern(`/${text}`).segments[0] as Branch<unknown>["segment"];

describe("the first goes before the second", () => {
  test.each([
    ["<int:a>", "<a>"],
    ["<any(x, y):a>", "<a>"],
    ["<date:a>", "<uuid:a>"],
    ["a<b>", "<b>"],
    ["ab<c>", "a<b>"],
    ["a<b>", "<a>b"],
    ["<a>-<b>", "<a>"],
    ["<a>-<b>-<c>", "<a>-<b>"],
    ["<a>-<int:b>", "<a>-<b>"],
    ["<a>-x", "<a>-"],
    ["<a>-<b>x", "<a>-<b>"],
  ])("%s, %s", (first, second) => {
    const [one, other] = [segmentOrder(segment(first)), segmentOrder(segment(second))];
    expect(compareOrder(one, other)).toBeLessThan(0);
    expect(compareOrder(other, one)).toBeGreaterThan(0);
  });
});

test.each([
  ["<a>", "<uuid:b>"],
  ["<int:a>", "<float:b>"],
  ["<a>-<b>", "<a>.<b>"],
])("%s and %s are equals", (first, second) => {
  expect(compareOrder(segmentOrder(segment(first)), segmentOrder(segment(second)))).toBe(0);
});

test.each([
  ["<a>", "same", "<b>"],
  ["<uuid:a>", "narrower", "<a>"],
  ["<a>-<int(max=5):b>", "narrower", "<a>-<int:c>"],
  ["<int(max=5):a>-<int:b>", "overlapping", "<int:a>-<int(max=5):b>"],
  ["v<int:a>", "same", "v<int:b>"],
  ["<a>-<b>", "unknown", "<a>.<b>"],
])("%s is %s with %s", (first, relation, second) => {
  expect(compareMixed(segment(first), segment(second))).toBe(relation);
});
