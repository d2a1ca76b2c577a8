import { expect, test } from "vitest";
import { growthBytes } from "./growth.ts";

test.each([
  [[], 0],
  [[5], 0],
  [[5, 5, 5], 0],
  [[0, 10, 20, 30], 30],
  [[30, 20, 10, 0], -30],
])("%j grows by %d", (values, growth) => {
  expect(growthBytes(values)).toBeCloseTo(growth);
});

test("a peak is no growth", () => {
  expect(growthBytes([10, 10, 40, 10, 10])).toBeCloseTo(0);
});
