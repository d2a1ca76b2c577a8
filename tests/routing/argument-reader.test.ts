import { describe, expect, test } from "vitest";
import { NamedArguments } from "../../src/routing/argument-reader.ts";
import { parseArguments } from "../../src/routing/converter-arguments.ts";

const reader = (
  source: string,
  known: readonly string[] = ["min", "max", "signed"],
): NamedArguments => new NamedArguments("int", parseArguments(source), known);

test("arguments are taken by name and type", () => {
  const args = reader("min=-5, signed=True");
  expect(args.integer("min", Number)).toBe(-5);
  expect(args.integer("max", Number)).toBeUndefined();
  expect(args.boolean("signed")).toBe(true);
});

test("None is as good as nothing", () => {
  expect(reader("min=None").integer("min", Number)).toBeUndefined();
  expect(reader("min=None").number("min")).toBeUndefined();
});

test("a bigint keeps every digit", () => {
  expect(reader("max=123456789012345678901").integer("max", BigInt)).toBe(123456789012345678901n);
});

test("words are listed once each", () => {
  expect(reader("a, b, a, True, 1", ["*"]).words()).toEqual(["a", "b", "True", "1"]);
});

describe("a wrong argument is told with what to write", () => {
  test.each<[string, () => unknown, string]>([
    ["an unknown name", () => reader("mn=3"), 'int has no argument "mn", only min, max, signed'],
    ["a value without a name", () => reader("3"), "int takes named arguments (min, max, signed)"],
    ["an argument where none is taken", () => reader("3", []), "int takes no arguments"],
    ["a name among words", () => reader("a=1", ["*"]), "int takes words"],
    ["no words", () => reader("", ["*"]).words(), "no word is listed"],
    ["an empty word", () => reader('""', ["*"]).words(), "a word is empty"],
    ["a text for a number", () => reader("min=x").number("min"), "min must be a number, but is x"],
    [
      "a text for an integer",
      () => reader("min=x").integer("min", Number),
      "min must be an integer",
    ],
    ["a fraction for an integer", () => reader("min=1.5").integer("min", Number), "but is 1.5"],
    ["a number for a boolean", () => reader("signed=1").boolean("signed"), "must be True or False"],
    [
      "more digits than a number holds",
      () => reader("max=9007199254740993").integer("max", Number),
      "beyond the integers",
    ],
    ["too small a count", () => reader("min=0").count("min", 1), "min must be at least 1"],
    [
      "bounds that cross",
      () => reader("min=5, max=1").ordered("min", 5, "max", 1),
      "nothing is from 5 to 1",
    ],
  ])("%s", (_, read, message) => {
    expect(read).toThrow(message);
  });
});
