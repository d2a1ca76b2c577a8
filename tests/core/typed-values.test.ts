import { describe, expect, test } from "vitest";
import {
  readBoolean,
  readInt,
  readInts,
  readNumber,
  readNumbers,
  readOneOf,
  refuse,
  requireText,
  type NamedTexts,
} from "../../src/core/typed-values.ts";

const having = (...texts: readonly string[]): NamedTexts => ({
  place: "query",
  first: () => texts[0] ?? null,
  all: () => texts,
});

describe("a whole number", () => {
  test.each([
    ["0", 0],
    ["007", 7],
    ["-5", -5],
    ["+5", 5],
    ["-0", 0],
    [" 5\t", 5],
    ["9007199254740991", 9_007_199_254_740_991],
  ])("%j is %d", (text, number) => {
    expect(readInt(having(text), "a", {})).toBe(number);
  });

  test.each([
    "",
    " ",
    "abc",
    "1.5",
    "1e3",
    "0x10",
    "1_000",
    "٣",
    "--1",
    "Infinity",
    "NaN",
    "9007199254740992",
    "1 2",
  ])("%j is refused", (text) => {
    expect(() => readInt(having(text), "a", { default: 1 })).toThrow("must be a whole number");
  });
});

describe("a number", () => {
  test.each([
    ["1", 1],
    ["-1.5", -1.5],
    [".5", 0.5],
    ["1.", 1],
    ["1e3", 1000],
    ["2.5E-1", 0.25],
    [" 1 ", 1],
  ])("%j is %d", (text, number) => {
    expect(readNumber(having(text), "a", {})).toBe(number);
  });

  test.each(["", ".", "abc", "NaN", "Infinity", "-inf", "0x10", "1,5", "1e999", "1e", "1e99999"])(
    "%j is refused",
    (text) => {
      expect(() => readNumber(having(text), "a", {})).toThrow("must be a number");
    },
  );
});

describe("bounds are inclusive", () => {
  test.each([
    [1, true],
    [3, true],
    [0, false],
    [4, false],
  ])("of 1 to 3, %d: %s", (number, fits) => {
    const read = (): number => readInt(having(String(number)), "a", { min: 1, max: 3 });
    if (fits) expect(read()).toBe(number);
    else expect(read).toThrow(number < 1 ? "must be at least 1" : "must be at most 3");
  });
});

describe("true or false", () => {
  test.each(["true", "TRUE", "1", "yes", "on", " True "])("%j is true", (text) => {
    expect(readBoolean(having(text), "a", {})).toBe(true);
  });

  test.each(["false", "False", "0", "no", "off"])("%j is false", (text) => {
    expect(readBoolean(having(text), "a", {})).toBe(false);
  });

  test.each(["", "2", "t", "wahr", "constructor"])("%j is refused", (text) => {
    expect(() => readBoolean(having(text), "a", {})).toThrow("must be true or false");
  });
});

test("one of several texts, to the letter", () => {
  expect(readOneOf(having("asc"), "a", ["asc", "desc"], {})).toBe("asc");
  expect(() => readOneOf(having("ASC"), "a", ["asc", "desc"], {})).toThrow(
    'must be one of asc, desc, but is "ASC"',
  );
});

test("all values of a name, and none of none", () => {
  expect(readInts(having("1", "2"), "a", {})).toEqual([1, 2]);
  expect(readNumbers(having("1.5", "2"), "a", { min: 1 })).toEqual([1.5, 2]);
  expect(readInts(having(), "a", {})).toEqual([]);
  expect(() => readInts(having("1", "x"), "a", {})).toThrow("must be a whole number");
});

describe("what is missing", () => {
  test("is refused by name", () => {
    for (const read of [
      () => requireText(having(), "page"),
      () => readInt(having(), "page", {}),
      () => readNumber(having(), "page", {}),
      () => readBoolean(having(), "page", {}),
      () => readOneOf(having(), "page", ["a"], {}),
    ]) {
      expect(read).toThrow(
        expect.objectContaining({
          status: 400,
          detail: 'query parameter "page" is missing',
          extra: { errors: [{ in: "query", pointer: "/page", detail: "is missing" }] },
        }),
      );
    }
  });

  test("is the default, if there is one", () => {
    expect(readInt(having(), "a", { default: 1, min: 5 })).toBe(1);
    expect(readInt(having(), "a", { default: null })).toBeNull();
    expect(readBoolean(having(), "a", { default: false })).toBe(false);
    expect(readOneOf(having(), "a", ["x"], { default: "y" })).toBe("y");
  });

  test("is not an empty text", () => {
    expect(requireText(having(""), "a")).toBe("");
  });
});

test("what is told repeats no more than the beginning of a value, and points as JSON pointers do", () => {
  expect(() => refuse("form", "a/b~c", "is missing")).toThrow(
    expect.objectContaining({
      extra: { errors: [{ in: "form", pointer: "/a~1b~0c", detail: "is missing" }] },
    }),
  );
  expect(() => readInt(having("x".repeat(1000)), "a", {})).toThrow(`"${"x".repeat(40)}…"`);
});
