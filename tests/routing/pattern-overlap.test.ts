import { expect, test } from "vitest";
import { overlapFrom, takesText } from "../../src/routing/pattern-overlap.ts";
import { parsePattern } from "../../src/routing/pattern.ts";
import type { Branch } from "../../src/routing/tree.ts";

test.each([
  ["/a", "/a", true],
  ["/a", "/b", false],
  ["/a", "/a/", true],
  ["/a", "/a/b", false],
  ["/<x>", "/a", true],
  ["/<int:x>", "/a", false],
  ["/<int:x>", "/<float:y>", false],
  ["/<x>/b", "/a/<y>", true],
  ["/<x>/b", "/a/c", false],
  ["/<a>-<b>", "/x-y", true],
  ["/<a>-<b>", "/xy", false],
  ["/<path:p>", "/a/b/c", true],
  ["/<path:p>/c", "/a/b/<x>", true],
  ["/<path:p>/d", "/a/b/c", false],
  ["/<path:p>/<int:n>", "/a/<path:q>", true],
  ["/<path:p>", "/", false],
  ["/<path:p>", "/a/", true],
  ["/<path:p>/", "/a", true],
  ["/<path:p>/a", "/<path:q>/b/", false],
])("%s and %s have a path in common: %s", (first, second, expected) => {
  expect(overlapFrom(parsePattern(first), parsePattern(second), 0)).toBe(expected);
  expect(overlapFrom(parsePattern(second), parsePattern(first), 0)).toBe(expected);
});

test("only the segments from the index on are compared", () => {
  expect(overlapFrom(parsePattern("/a/<x>"), parsePattern("/b/c"), 1)).toBe(true);
});

test.each([
  ["<int:x>", "7", true],
  ["<int:x>", "a", false],
  ["v<int:x>", "v7", true],
  ["v<int:x>", "7", false],
])("%s takes %s: %s", (segment, text, expected) => {
  const [parsed] = parsePattern(`/${segment}`).segments;
  expect(takesText(parsed as Branch<unknown>["segment"], text)).toBe(expected);
});
