import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isPlainlyEncoded,
  parseFormUrlencoded,
  percentDecode,
} from "../../src/http/form-urlencoded.ts";

describe("pairs", () => {
  test.each([
    ["", []],
    [
      "a=1&a=2&b=3&a=",
      [
        ["a", "1"],
        ["a", "2"],
        ["b", "3"],
        ["a", ""],
      ],
    ],
    ["=v", [["", "v"]]],
    ["=", [["", ""]]],
    ["a", [["a", ""]]],
    ["a=b=c", [["a", "b=c"]]],
    [
      "a=1&&b=2&",
      [
        ["a", "1"],
        ["b", "2"],
      ],
    ],
    ["q=a+b%2B", [["q", "a b+"]]],
    ["q=%C3%A9%E2%98%83%F0%9F%98%80", [["q", "é☃😀"]]],
    ["%C3%A9=1", [["é", "1"]]],
    ["a=1;b=2", [["a", "1;b=2"]]],
    ["q=a%00b", [["q", "a\0b"]]],
    ["?a=1", [["?a", "1"]]],
    [
      "__proto__=1&constructor=2",
      [
        ["__proto__", "1"],
        ["constructor", "2"],
      ],
    ],
  ])("%s", (text, pairs) => {
    expect(parseFormUrlencoded(text)).toEqual(pairs);
  });
});

describe("what is no percent-encoding, or no UTF-8, stays", () => {
  test.each([
    ["100%", "100%"],
    ["%zz", "%zz"],
    ["%", "%"],
    ["%4", "%4"],
    ["%ff", "%FF"],
    ["%C3%A9%ff%C3%A9", "é%FFé"],
    ["%c3", "%C3"],
    ["%c3x", "%C3x"],
    ["%ed%a0%80", "%ED%A0%80"],
    ["%c0%80", "%C0%80"],
    ["%f0%9f%98", "%F0%9F%98"],
    ["%41%ff%42", "A%FFB"],
    ["%ef%bb%bf%ff", "\ufeff%FF"],
  ])("%s", (text, expected) => {
    expect(percentDecode(text)).toBe(expected);
  });
});

test("the platform's parser reads what is plainly encoded in the same way", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."ab=&+%2B7c;?/ %41%00") }), (text) => {
      fc.pre(isPlainlyEncoded(text));
      expect(parseFormUrlencoded(text)).toEqual([...new URLSearchParams(text)]);
    }),
    { numRuns: 500 },
  );
});

test("the platform's parser is not trusted with a leading question mark and beyond ASCII", () => {
  expect(isPlainlyEncoded("a=%20b")).toBe(true);
  expect(isPlainlyEncoded("?a=1")).toBe(false);
  expect(isPlainlyEncoded("a=%C3%A9")).toBe(false);
});
