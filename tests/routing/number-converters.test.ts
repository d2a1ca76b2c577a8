import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePattern, variablesOf } from "../../src/routing/pattern.ts";
import type { Converter } from "../../src/routing/converter.ts";

const converter = (use: string): Converter =>
  variablesOf(parsePattern(`/<${use}:value>`))[0]?.converter as Converter;

describe("texts that are numbers", () => {
  test.each<[string, string, unknown]>([
    ["int", "0", 0],
    ["int", "42", 42],
    ["int", "007", 7],
    ["int", "9007199254740991", 9007199254740991],
    ["int(signed=True)", "-5", -5],
    ["int(signed=True)", "-0", 0],
    ["int(signed=True)", "5", 5],
    ["int(signed=True, min=-5)", "-5", -5],
    ["int(min=1, max=100)", "1", 1],
    ["int(min=1, max=100)", "100", 100],
    ["int(fixed_digits=4)", "0042", 42],
    ["int(signed=True, fixed_digits=3)", "-07", -7],
    ["float", "1.5", 1.5],
    ["float", "0.0", 0],
    ["float", "00.50", 0.5],
    ["float(signed=True)", "-1.25", -1.25],
    ["float(min=0.5, max=1.5)", "0.5", 0.5],
    ["float(min=1)", "1.0", 1],
    ["bigint", "0", 0n],
    ["bigint", "9007199254740993", 9007199254740993n],
    ["bigint(signed=True)", "-12345678901234567890", -12345678901234567890n],
    ["bigint(max=123456789012345678901)", "123456789012345678901", 123456789012345678901n],
  ])("%s reads %s", (use, text, value) => {
    expect(converter(use).parse(text)).toBe(value);
  });
});

describe("texts that are none", () => {
  test.each([
    [
      "int",
      ["", "-5", "+5", "1.0", "0x10", "1e3", "1_000", "5 ", "5\n", " 5", "٣", "５", "-", "x"],
    ],
    ["int", ["9007199254740992", "9007199254740993", "1".repeat(400)]],
    ["int(signed=True)", ["--5", "-", "5-", "-9007199254740992"]],
    ["int(min=1, max=100)", ["0", "101"]],
    ["int(fixed_digits=4)", ["42", "042", "00042"]],
    ["float", ["1", "1.", ".5", "1.5e3", "nan", "inf", "-1.5", "1.2.3", "1,5", "1.5\n"]],
    ["float", [`${"9".repeat(400)}.0`]],
    ["float(min=0.5, max=1.5)", ["0.49", "1.51"]],
    ["bigint", ["", "-1", "1n", "1.0", "0x1", " 1", "1".repeat(4_301)]],
  ])("%s", (use, texts) => {
    expect(texts.filter((text) => converter(use).parse(text) !== undefined)).toEqual([]);
  });
});

describe("values become the text that reads back", () => {
  test.each<[string, unknown, string | undefined]>([
    ["int", 7, "7"],
    ["int", 7n, "7"],
    ["int", "7", "7"],
    ["int", -7, undefined],
    ["int", 7.9, undefined],
    ["int", "x", undefined],
    ["int", "", undefined],
    ["int", Number.NaN, undefined],
    ["int", 2 ** 53, undefined],
    ["int", true, undefined],
    ["int(fixed_digits=3)", 7, "007"],
    ["int(fixed_digits=3)", 1234, undefined],
    ["int(signed=True, fixed_digits=3)", -7, "-07"],
    ["int(max=5)", 6, undefined],
    ["float", 1.5, "1.5"],
    ["float", 2, "2.0"],
    ["float", 1e21, "1000000000000000000000.0"],
    ["float", 1e-7, "0.0000001"],
    ["float", 1.25e-9, "0.00000000125"],
    ["float", 1.5e22, "15000000000000000000000.0"],
    ["float", -1.5, undefined],
    ["float", Number.POSITIVE_INFINITY, undefined],
    ["float", -0, "0.0"],
    ["float(signed=True)", -0, "-0.0"],
    ["float", "1.50", "1.50"],
    ["bigint", 2n ** 64n, "18446744073709551616"],
    ["bigint", 5, "5"],
    ["bigint", -5n, undefined],
  ])("%s %s is %s", (use, value, text) => {
    expect(converter(use).format(value)).toBe(text);
  });
});

test("every number a float can have comes back from its text", () => {
  const float = converter("float(signed=True)");
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(float.parse(float.format(value) as string)).toBe(value);
    }),
  );
});

test("every integer comes back from its text", () => {
  const [int, bigint] = [converter("int(signed=True)"), converter("bigint(signed=True)")];
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.bigInt(), (number, big) => {
      expect(int.parse(int.format(number) as string)).toBe(number + 0);
      expect(bigint.parse(bigint.format(big) as string)).toBe(big);
    }),
  );
});

test("bounds that no value meets are refused with the pattern", () => {
  expect(() => converter("int(min=5, max=1)")).toThrow("nothing is from 5 to 1");
  expect(() => converter("int(min=-5)")).toThrow("Fix: add signed=True    [route-converter]");
  expect(() => converter("float(min=-0.5)")).toThrow("the converter takes no minus sign");
  expect(() => converter("int(fixed_digits=0)")).toThrow("fixed_digits must be at least 1");
  expect(() => converter("int(max=9007199254740993)")).toThrow("use the bigint converter");
});
