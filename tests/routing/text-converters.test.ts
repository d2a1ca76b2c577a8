import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePattern, variablesOf } from "../../src/routing/pattern.ts";
import type { Converter } from "../../src/routing/converter.ts";

const converter = (use: string): Converter =>
  variablesOf(parsePattern(`/<${use}:value>`))[0]?.converter as Converter;

const uuid = "12345678-1234-5678-1234-567812345678";

describe("texts that match", () => {
  test.each<[string, string, unknown]>([
    ["string", "a/b", "a/b"],
    ["string", "é☃", "é☃"],
    ["string(minlength=3)", "abc", "abc"],
    ["string(maxlength=3)", "😀😀", "😀😀"],
    ["string(minlength=2, maxlength=4)", "😀😀😀😀", "😀😀😀😀"],
    ["string(length=2)", "de", "de"],
    ["path", "a//b/", "a//b/"],
    ["path", "a/../b", "a/../b"],
    ["uuid", uuid, uuid],
    ["uuid", "ABCDEF12-1234-5678-1234-56781234ABCD", "abcdef12-1234-5678-1234-56781234abcd"],
    ['any(red, green, "light blue")', "light blue", "light blue"],
    ["any(1, 2)", "2", "2"],
  ])("%s takes %s", (use, text, value) => {
    expect(converter(use).parse(text)).toBe(value);
  });
});

describe("texts that do not", () => {
  test.each([
    ["string", [""]],
    ["string(minlength=3)", ["ab", "😀😀"]],
    ["string(maxlength=3)", ["abcd", "😀😀😀😀"]],
    ["string(length=2)", ["d", "deu"]],
    ["path", ["", "/a"]],
    ["uuid", [uuid.replaceAll("-", ""), `{${uuid}}`, `g${uuid.slice(1)}`, `${uuid}\n`, ` ${uuid}`]],
    ["any(red, green)", ["RED", "blue", "", "constructor"]],
    ["date", ["2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-31"]],
    [
      "date",
      ["2026-01-31T00:00:00Z", "20260131", "", "２０２６-01-31", "2026-01-31\n", "12026-01-01"],
    ],
  ])("%s", (use, texts) => {
    expect(texts.filter((text) => converter(use).parse(text) !== undefined)).toEqual([]);
  });
});

test("a date is midnight UTC of a day of the calendar", () => {
  const date = converter("date");
  expect(date.parse("2026-01-31")).toEqual(new Date("2026-01-31T00:00:00.000Z"));
  expect(date.parse("2024-02-29")).toEqual(new Date("2024-02-29T00:00:00.000Z"));
  expect(date.parse("0050-01-01")).toEqual(new Date("0050-01-01T00:00:00.000Z"));
});

describe("values become the text that reads back", () => {
  test.each<[string, unknown, string | undefined]>([
    ["string", "a b", "a b"],
    ["string", 5, "5"],
    ["string", "", undefined],
    ["string", true, undefined],
    ["string(length=2)", "abc", undefined],
    ["path", "/a", undefined],
    ["path", "a/b c", "a/b c"],
    ["uuid", uuid.toUpperCase(), uuid],
    ["uuid", "x", undefined],
    ["any(a, b)", "a", "a"],
    ["any(a, b)", "z", undefined],
    ["date", new Date("2026-01-31T00:00:00Z"), "2026-01-31"],
    ["date", "2026-01-31", "2026-01-31"],
    ["date", new Date("2026-01-31T12:00:00Z"), undefined],
    ["date", new Date(Number.NaN), undefined],
    ["date", new Date("+012026-01-01T00:00:00Z"), undefined],
    ["date", "2026-02-30", undefined],
  ])("%s %s is %s", (use, value, text) => {
    expect(converter(use).format(value)).toBe(text);
  });
});

test("lengths count code points", () => {
  const two = converter("string(minlength=2, maxlength=3)");
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 5 }), (text) => {
      const codePoints = [...text].length;
      expect(two.parse(text) !== undefined).toBe(codePoints >= 2 && codePoints <= 3);
    }),
  );
});

test("every day of four-digit years comes back from its text", () => {
  const date = converter("date");
  const days = fc
    .integer({ min: -719_528, max: 2_932_896 })
    .map((day) => new Date(day * 86_400_000));
  fc.assert(
    fc.property(days, (day) => {
      expect(date.parse(date.format(day) as string)).toEqual(day);
    }),
  );
});
