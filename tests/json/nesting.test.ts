import fc from "fast-check";
import { expect, test } from "vitest";
import { findTooDeep } from "../../src/json/nesting.ts";

test.each<[string, number, number]>([
  ["[]", 1, -1],
  ["[[]]", 1, 1],
  ["[[],[],[]]", 2, -1],
  ['{"a":{"b":{}}}', 2, 10],
  ['["[[[[["]', 1, -1],
  ['["]]]]",[[', 2, 9],
  ['["\\"[[[",[[', 2, 10],
  ['["\\\\",[[', 2, 7],
  ['["unclosed [[[', 1, -1],
])("%s goes deeper than %d at %d", (text, maxDepth, index) => {
  expect(findTooDeep(text, maxDepth)).toBe(index);
});

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

test("a JSON text goes deeper than the limit when its value does", () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 6 }),
      fc.integer({ min: 1, max: 6 }),
      (value, maxDepth) => {
        expect(findTooDeep(JSON.stringify(value), maxDepth) !== -1).toBe(depthOf(value) > maxDepth);
      },
    ),
  );
});
