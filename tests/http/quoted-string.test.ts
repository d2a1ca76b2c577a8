import { describe, expect, test } from "vitest";
import { readQuotedString, skipWhitespace, splitList } from "../../src/http/quoted-string.ts";

describe("a quoted string", () => {
  test.each([
    ['""', "", 2],
    ['"a b"', "a b", 5],
    ['"a\\"b"x', 'a"b', 6],
    ['"\\\\"', "\\", 4],
    ['"\\a\\b"', "ab", 6],
    ['"a;b,c=d"', "a;b,c=d", 9],
  ])("%s", (text, value, end) => {
    expect(readQuotedString(text, 0)).toEqual({ text: value, end });
  });

  test.each(['"', '"a', '"a\\"', '"\\'])("%s does not end", (text) => {
    expect(readQuotedString(text, 0)).toBeNull();
  });
});

test("white space is spaces and tabs", () => {
  expect(skipWhitespace(" \t a", 0)).toBe(3);
  expect(skipWhitespace("\u00a0a", 0)).toBe(0);
  expect(skipWhitespace("  ", 0)).toBe(2);
});

describe("a list", () => {
  test.each([
    ["", [""]],
    ["a", ["a"]],
    ["a,b, c", ["a", "b", " c"]],
    [",,", ["", "", ""]],
    ['a="1,2",b', ['a="1,2"', "b"]],
    ['a="1\\",2",b', ['a="1\\",2"', "b"]],
    ['a="1,2', ['a="1,2']],
    ["a\\,b", ["a\\", "b"]],
    ['"a\\', ['"a\\']],
  ])("%j", (text, elements) => {
    expect(splitList(text)).toEqual(elements);
  });
});
