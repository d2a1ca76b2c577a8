import { describe, expect, test } from "vitest";
import { ConverterTable } from "../../src/routing/converters.ts";
import { parsePattern, variablesOf } from "../../src/routing/pattern.ts";
import type { PatternVariable } from "../../src/routing/pattern-variable.ts";

const text = { parse: (value: string) => value, format: (value: unknown) => String(value) };

const variable = (use: string, table?: ConverterTable): PatternVariable =>
  variablesOf(parsePattern(`/<${use}:value>`, table))[0] as PatternVariable;

test("a converter that takes no arguments is used as it is", () => {
  const table = new ConverterTable({ slug: text });
  expect(variable("slug", table).converter).toBe(text);
  expect(variable("slug()", table).converter).toBe(text);
  expect(() => variable("slug(3)", table)).toThrow("slug takes no arguments");
});

test("a factory gets the arguments as values", () => {
  const received: unknown[] = [];
  const table = new ConverterTable({
    list: (args) => {
      received.push(args);
      return text;
    },
  });
  variable(`list("; ", -2, sep='|', trim=True)`, table);
  expect(received).toEqual([{ positional: ["; ", -2], named: { sep: "|", trim: true } }]);
});

test("what a factory throws is shown with the pattern", () => {
  const table = new ConverterTable({
    even: () => {
      throw new RangeError("wants no arguments");
    },
  });
  expect(() => variable("even(3)", table)).toThrow(
    expect.objectContaining({
      code: "route-converter",
      message: expect.stringContaining(
        'the converter "even" refuses this: RangeError: wants no arguments',
      ),
      cause: expect.any(RangeError),
    }),
  );
});

test("half a converter is refused", () => {
  const half = { parse: text.parse } as unknown as typeof text;
  const table = new ConverterTable({ half, none: () => undefined as unknown as typeof text });
  expect(() => variable("half", table)).toThrow('the converter "half" lacks a function');
  expect(() => variable("none(1)", table)).toThrow("Fix: give it parse(text) and format(value)");
});

test("a built-in converter keeps its meaning", () => {
  expect(() => new ConverterTable({ int: text })).toThrow(
    'Cannot add the converter "int": Hipflask has one of that name\nFix: give it another name, such as my_int    [converter-name]',
  );
});

test("a name that no pattern can hold is refused", () => {
  expect(() => new ConverterTable({ "my:own": text })).toThrow("a pattern cannot hold that name");
});

test("names are those of Hipflask and then one's own", () => {
  expect(new ConverterTable({ slug: text }).names()).toEqual([
    "string",
    "int",
    "float",
    "path",
    "uuid",
    "any",
    "bigint",
    "date",
    "slug",
  ]);
});

describe("uses that mean the same have one key", () => {
  test.each<[string, string, boolean]>([
    ["string", "string(minlength=1)", true],
    ["int", "int(min=0)", true],
    ["int", "int(signed=True)", false],
    ["int(max=5)", "bigint(max=5)", false],
    ["any(a, b)", "any('a','b')", true],
    ["any(a)", "any(b)", false],
  ])("%s and %s: %s", (first, second, same) => {
    expect(variable(first).key === variable(second).key).toBe(same);
  });
});
