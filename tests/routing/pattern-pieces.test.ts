import { describe, expect, test } from "vitest";
import { ConverterTable } from "../../src/routing/converters.ts";
import { readPieces, variablesAmong } from "../../src/routing/pattern-pieces.ts";

const read = (text: string, start: number, separator: string): unknown[] => {
  const { pieces, end } = readPieces(text, start, separator, new ConverterTable(), (from, to) =>
    text.slice(from, to).toUpperCase(),
  );
  return [...pieces.map((piece) => (typeof piece === "string" ? piece : piece.name)), end];
};

describe("text and variables take turns up to the separator", () => {
  test.each([
    ["/a/b", 1, "/", ["A", 2]],
    ["/v<int:x>.<y>/b", 1, "/", ["V", "x", ".", "y", 13]],
    ["v<x>.example", 0, ".", ["V", "x", 4]],
    ["/<any('a/b'):x>", 1, "/", ["x", 15]],
    ["//", 1, "/", [1]],
  ])("%s from %i to %j", (text, start, separator, expected) => {
    expect(read(text, start, separator)).toEqual(expected);
  });
});

test("variables that touch are refused", () => {
  expect(() => read("/<a><b>", 1, "/")).toThrow("a dash or a slash");
  expect(() => read("<a><b>", 0, ".")).toThrow("a dash or a dot");
});

test("the variables among the pieces stand from left to right", () => {
  const { pieces } = readPieces("/<a>-<b>", 1, "/", new ConverterTable(), () => "-");
  expect(variablesAmong(pieces).map(({ name }) => name)).toEqual(["a", "b"]);
});
