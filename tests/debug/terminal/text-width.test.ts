import { expect, test } from "vitest";
import { clipText, textWidth, wrapText } from "../../../src/debug/terminal/text-width.ts";

test.each([
  ["", 0],
  ["abc", 3],
  ["é", 1],
  ["e\u0301", 1],
  ["日本", 4],
  ["한글", 4],
  ["🧀", 2],
  ["│", 1],
])("%s takes %i columns", (text, width) => {
  expect(textWidth(text)).toBe(width);
});

test.each([
  ["the quick fox", 9, ["the quick", "fox"]],
  ["the quick fox", 40, ["the quick fox"]],
  ["one\n\ntwo", 40, ["one", "", "two"]],
  ["abcdefgh", 3, ["abc", "def", "gh"]],
  ["日本日本", 4, ["日本", "日本"]],
  ["a  b", 40, ["a  b"]],
  ["", 10, [""]],
])("%j in %i columns", (text, width, lines) => {
  expect(wrapText(text, width)).toEqual(lines);
});

test.each([
  ["abc", 2, "ab"],
  ["日本", 3, "日"],
  ["日本", 1, "日"],
  ["abc", 9, "abc"],
])("of %s, %i columns are %s", (text, width, clipped) => {
  expect(clipText(text, width)).toBe(clipped);
});
