import fc from "fast-check";
import { expect, test } from "vitest";
import { visibleText } from "../../src/errors/visible-text.ts";

test.each([
  ["/users/7?page=2", "/users/7?page=2"],
  ["käse 🧀 日本", "käse 🧀 日本"],
  ["", ""],
  ["a\nb\r\tc", "a\\nb\\r\\tc"],
  ["\u001b[2J\u0007", "\\u001b[2J\\u0007"],
  ["\u007f\u0085\u009b31m", "\\u007f\\u0085\\u009b31m"],
  ["a\u2028b\u2029", "a\\u2028b\\u2029"],
  ["\u202egnp.exe\u2066", "\\u202egnp.exe\\u2066"],
  ["\ud800x\udc00", "\\ud800x\\udc00"],
  ["\ufeffa\u200bb", "\\ufeffa\\u200bb"],
])("%j is shown as %s", (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test.each([
  ["abcd", 4, "abcd"],
  ["abcde", 4, "abc…"],
  ["abc", 1, "…"],
  ["ab🧀d", 4, "ab\\ud83e…"],
])("%s is cut to %i code units", (text, length, shown) => {
  expect(visibleText(text, length)).toBe(shown);
});

test("whatever the text is, one line of it is left, and nothing that a terminal obeys", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      expect(visibleText(text)).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/u);
    }),
  );
});
