import { expect, test } from "vitest";
import { sortKeysByCodePoint } from "../../src/json/key-order.ts";

test.each([
  [
    ["b", "a", "B", "10", "2", ""],
    ["", "10", "2", "B", "a", "b"],
  ],
  // U+FB01 comes before U+1F600, whose first UTF-16 unit is smaller.
  [
    ["😀", "ﬁ", "z"],
    ["z", "ﬁ", "😀"],
  ],
  [
    ["a😀b", "a😀", "aﬁ", "a"],
    ["a", "aﬁ", "a😀", "a😀b"],
  ],
  [
    ["\udc00", "\ud800", "ﬁ", "\ud800\udc00"],
    ["\ud800", "\udc00", "ﬁ", "\ud800\udc00"],
  ],
])("%j is sorted to %j", (keys, sorted) => {
  expect(sortKeysByCodePoint(keys)).toEqual(sorted);
});
