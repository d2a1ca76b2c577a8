import { expect, test } from "vitest";
import { excerptText } from "../../../src/debug/terminal/excerpt-text.ts";
import { plain } from "../../../src/runtimes/paint.ts";

const show = (lines: string[], line: number, column: number, width = 60, firstLine = 1): string =>
  `\n${excerptText({ firstLine, lines }, line, column, width, plain).join("\n")}\n`;

test("the line and the word are marked, with three lines around", () => {
  const lines = [
    "one",
    "two",
    "three",
    "four",
    "  return user.name;",
    "six",
    "seven",
    "eight",
    "nine",
  ];
  expect(show(lines, 12, 15, 60, 8)).toBe(`
   9 │ two
  10 │ three
  11 │ four
> 12 │   return user.name;
     │               ^^^^
  13 │ six
  14 │ seven
  15 │ eight
`);
});

test("what all lines are indented by is left out", () => {
  expect(show(["    if (a) {", "      throw b;", "    }"], 2, 7)).toBe(`
  1 │ if (a) {
> 2 │   throw b;
    │   ^^^^^
  3 │ }
`);
});

test("tabs and wide characters move the mark", () => {
  expect(show(["\tcall();", '\tconst 名 = "日本", bad = oops;'], 2, 18)).toBe(`
  1 │ call();
> 2 │ const 名 = "日本", bad = oops;
    │                    ^^^
`);
});

test("a long line is moved until its place is seen", () => {
  const line = `${"first, ".repeat(20)}here(), ${"last, ".repeat(20)}`;
  expect(show(["short", line], 2, 141, 40)).toBe(`
  1 │ short
> 2 │ …, first, first, here(), last, la…
    │                  ^^^^
`);
});

test("a place behind the end of its line is marked there", () => {
  expect(show(["a("], 1, 3)).toBe(`
> 1 │ a(
    │   ^
`);
});

test("nothing in a source reaches the terminal as it is", () => {
  expect(show(["\u001b[2J\u202e"], 1, 1)).toContain(String.raw`\u001b[2J\u202e`);
});
