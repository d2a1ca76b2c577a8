import { describe, expect, test } from "vitest";
import {
  ArgumentMistake,
  argumentValues,
  closingParenthesis,
  parseArguments,
} from "../../src/routing/converter-arguments.ts";

const values = (source: string): unknown => {
  const { positional, named } = argumentValues(parseArguments(source));
  return [...positional, ...Object.entries(named)];
};

describe("arguments are read as Flask reads them, and negative numbers too", () => {
  test.each([
    ["", []],
    ["  ", []],
    ["a, b", ["a", "b"]],
    ["a,b", ["a", "b"]],
    [`"light blue", 'x, y'`, ["light blue", "x, y"]],
    ['"it\'s"', ["it's"]],
    ["True, False, true, false, None", [true, false, true, false, null]],
    ["1, -5, 1.5, -0.25", [1, -5, 1.5, -0.25]],
    ["1.2.3, -, 1a, a-b", ["1.2.3", "-", "1a", "a-b"]],
    [
      "min=-5, signed=True",
      [
        ["min", -5],
        ["signed", true],
      ],
    ],
    ["a, sep = ';'", ["a", ["sep", ";"]]],
    ['"True", "5"', ["True", "5"]],
  ])("%s", (source, expected) => {
    expect(values(source)).toEqual(expected);
  });
});

test("digits are kept as written where a number would lose some", () => {
  expect(parseArguments("max=123456789012345678901")[0]?.text).toBe("123456789012345678901");
});

describe("what cannot be read is told with its place", () => {
  test.each([
    ["a,", 1, "nothing follows the comma"],
    [",a", 0, "a value is missing"],
    ["a,,b", 2, "a value is missing"],
    ["min=", 4, "a value is missing"],
    ["light blue", 6, '"b" is not expected'],
    ['"open', 0, "never closed"],
    ["min=1, min=2", 7, "given twice"],
    ["a(b)", 1, '"(" is not expected'],
  ])("%s", (source, offset, message) => {
    let mistake: unknown;
    try {
      parseArguments(source);
    } catch (error) {
      mistake = error;
    }
    expect(mistake).toBeInstanceOf(ArgumentMistake);
    expect(mistake).toMatchObject({ offset, message: expect.stringContaining(message) });
  });
});

test("a parenthesis in quotes closes nothing", () => {
  expect(closingParenthesis('any(a, ")"):x', 3)).toBe(10);
  expect(closingParenthesis('any(a, ")":x', 3)).toBe(-1);
});
