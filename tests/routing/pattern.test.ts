import { describe, expect, test } from "vitest";
import { parsePattern, variablesOf } from "../../src/routing/pattern.ts";
import type { Pattern } from "../../src/routing/pattern.ts";

/** Each segment as text: static text as it is, variables as they were written. */
const shape = ({ segments }: Pattern): readonly unknown[] =>
  segments.map((segment) => {
    if (segment.kind === "static") return segment.text;
    if (segment.kind !== "mixed") return [segment.kind, segment.variable.name];
    return segment.pieces.map((piece) => (typeof piece === "string" ? piece : [piece.name]));
  });

describe("patterns that are read", () => {
  test.each<[string, readonly unknown[]]>([
    ["/", []],
    ["/users", ["users"]],
    ["/users/", ["users"]],
    ["/users/<name>/posts", ["users", ["variable", "name"], "posts"]],
    ["/files/<path:file>", ["files", ["path", "file"]]],
    ["/<path:p>/edit", [["path", "p"], "edit"]],
    ["/<a>-<b>", [[["a"], "-", ["b"]]]],
    ["/v<int:x>.<int:y>", [["v", ["x"], ".", ["y"]]]],
    ['/<any("a/b", "c d"):x>/y', [["variable", "x"], "y"]],
    ["/café/☃", ["café", "☃"]],
    ["/caf%C3%A9/sp%20ace/a%2Fb/100%25", ["café", "sp ace", "a/b", "100%"]],
    [
      "/plus+plus/semi;colon/v1:batch/dot./~x",
      ["plus+plus", "semi;colon", "v1:batch", "dot.", "~x"],
    ],
    ["/%3Cx%3E/%7Bid%7D/%2A", ["<x>", "{id}", "*"]],
    ["/...", ["..."]],
    [
      "/<$a>/<_b>/<été>",
      [
        ["variable", "$a"],
        ["variable", "_b"],
        ["variable", "été"],
      ],
    ],
  ])("%s", (text, expected) => {
    const pattern = parsePattern(text);
    expect(shape(pattern)).toEqual(expected);
    expect(pattern.text).toBe(text);
    expect(pattern.endsWithSlash).toBe(text.endsWith("/"));
  });
});

test("names and variables stand from left to right", () => {
  const pattern = parsePattern("/<b>/x/<c>-<a>/<path:d>");
  expect(pattern.names).toEqual(["b", "c", "a", "d"]);
  expect(variablesOf(pattern).map(({ text }) => text)).toEqual(["<b>", "<c>", "<a>", "<path:d>"]);
});

/** The error of a pattern: the offset of its caret and its text. */
const mistakeOf = (text: string): { readonly caret: number; readonly message: string } => {
  try {
    parsePattern(text);
  } catch (error) {
    const { message } = error as Error;
    const caret = message.split("\n").find((line) => line.trim() === "^") ?? "";
    return { caret: caret.length - 3, message };
  }
  throw new Error(`${text} was read`);
};

describe("patterns that are refused, with the place and the fix", () => {
  test.each<[string, number, string, string]>([
    ["", 0, "does not begin with a slash", "write /"],
    ["users", 0, "does not begin with a slash", "write /users"],
    ["<id>", 0, "does not begin with a slash", "write /<id>"],
    ["/a//b", 3, "two slashes stand together", "write /a/b"],
    ["//", 1, "two slashes stand together", "write /"],
    ["/a/../b", 3, 'clients resolve ".."', "when it is resolved"],
    ["/%2E", 1, 'clients resolve "."', "when it is resolved"],
    ["/<a><b>", 4, "two variables touch", "put text between them"],
    ["/<a>/<a>", 5, '"a" is used twice', "such as a2"],
    ["/<a>-<int:a>", 5, '"a" is used twice', "such as a2"],
    ["/v<path:p>", 2, "a path takes whole segments", "<p>"],
    ["/<path:p>.json", 1, "a path takes whole segments", "<p>"],
    ["/a%", 2, "this % encodes nothing", "write %25"],
    ["/ab%zz", 3, "this % encodes nothing", "write %25"],
    ["/a%FF", 2, "the encoded bytes are not UTF-8", "write %25"],
  ])("%s", (text, caret, problem, fix) => {
    const mistake = mistakeOf(text);
    expect(mistake.message).toContain(problem);
    expect(mistake.message).toMatch(
      new RegExp(`\\nFix: .*${fix.replace(/[.*+?^$()[\]\\]/g, "\\$&")}`),
    );
    expect(mistake.message).toMatch(/ {4}\[route-pattern\]$/);
    expect(mistake.caret).toBe(caret);
  });
});

test("something that is no string is refused by type", () => {
  expect(() => parsePattern(/users/ as unknown as string)).toThrow(
    "it is of type object, not a string",
  );
});
