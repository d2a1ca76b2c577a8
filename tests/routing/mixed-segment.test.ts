import { describe, expect, test } from "vitest";
import { ConverterTable } from "../../src/routing/converters.ts";
import { matchMixedSegment } from "../../src/routing/mixed-segment.ts";
import type { Pieces } from "../../src/routing/pattern-pieces.ts";
import { parsePattern } from "../../src/routing/pattern.ts";

const piecesOf = (pattern: string, table?: ConverterTable): Pieces => {
  const [segment] = parsePattern(`/${pattern}`, table).segments;
  return segment?.kind === "mixed" ? segment.pieces : [];
};

const match = (pattern: string, text: string): unknown[] | undefined => {
  const values: unknown[] = [];
  return matchMixedSegment(piecesOf(pattern), text, values) ? values : undefined;
};

describe("the first variable takes as much as it can", () => {
  test.each<[string, string, unknown[] | undefined]>([
    ["<a>-<b>", "a-b", ["a", "b"]],
    ["<a>-<b>", "a-b-c", ["a-b", "c"]],
    ["<a>-<b>", "a--b", ["a-", "b"]],
    ["<a>-<b>", "--b", ["-", "b"]],
    ["<a>-<b>", "ab", undefined],
    ["<a>-<b>", "a-", undefined],
    ["<a>-<b>", "-b", undefined],
    ["<name>.<ext>", "archive.tar.gz", ["archive.tar", "gz"]],
    ["v<int:x>.<int:y>", "v1.22", [1, 22]],
    ["v<int:x>.<int:y>", "v1.x", undefined],
    ["v<int:x>.<int:y>", "1.2", undefined],
    ["<int:a>-<b>", "1-2-3", [1, "2-3"]],
    ["<a>-<int:b>", "x-1-y-2", ["x-1-y", 2]],
    ["<a>-<int:b>", "x-1-y", undefined],
    ["<a>-<b>-<c>", "1-2-3-4", ["1-2", "3", "4"]],
    ["<date:day>-<slug>", "2026-01-31-hello-world", [new Date("2026-01-31"), "hello-world"]],
    ["<float:x>,<float(signed=True):y>", "1.5,-2.25", [1.5, -2.25]],
    ["<any(aa, a):x>a<y>", "aaab", ["aa", "b"]],
    ["<string(maxlength=2):x>-<y>", "a-b-c", ["a", "b-c"]],
    ["<x>.json", "a.json.json", ["a.json"]],
    ["<x>.json", ".json", undefined],
    ["<x>aa", "aaa", ["a"]],
    ["@<x>", "@😀", ["😀"]],
    [
      "<uuid:u>.<x>",
      "12345678-1234-5678-1234-567812345678.b",
      ["12345678-1234-5678-1234-567812345678", "b"],
    ],
  ])("%s on %s", (pattern, text, values) => {
    expect(match(pattern, text)).toEqual(values);
  });
});

test("values found before stay when there is no match", () => {
  const values: unknown[] = ["before"];
  expect(matchMixedSegment(piecesOf("<a>-<int:b>"), "x-y", values)).toBe(false);
  expect(values).toEqual(["before"]);
});

describe("a hostile segment is tried a number of times that grows with its length, not its square", () => {
  const attemptsFor = (pattern: string, text: string): number => {
    let attempts = 0;
    const pieces = piecesOf(pattern).map((piece) => {
      if (typeof piece === "string") return piece;
      const { converter } = piece;
      const parse = (each: string): unknown => {
        attempts += 1;
        return converter.parse(each);
      };
      return { ...piece, converter: { ...converter, parse } };
    });
    expect(matchMixedSegment(pieces, text, [])).toBe(false);
    return attempts;
  };

  test.each([
    ["<a>-<int:b>", "-x".repeat(2_000)],
    ["<a>-<b>-<int:c>", "-x".repeat(2_000)],
    ["<a>-<b>-<c>-<int:d>", "-x".repeat(2_000)],
    ["<a>-<int:b>-<date:c>", "-1".repeat(2_000)],
    ["<a>-<b>.<c>", "-".repeat(4_000)],
    ["<int:a>.<int:b>.<int:c>", `${"1.".repeat(2_000)}x`],
    ["<a>aa<b>aa<c>b", "a".repeat(4_000)],
  ])("%s", (pattern, text) => {
    expect(attemptsFor(pattern, text)).toBeLessThan(6 * text.length);
  });
});

test("a user's converter that refuses lets the variable before it take less", () => {
  const table = new ConverterTable({
    even: {
      parse: (text) => (/^\d*[02468]$/.test(text) ? Number(text) : undefined),
      format: (value) => String(value),
    },
  });
  const values: unknown[] = [];
  expect(matchMixedSegment(piecesOf("<even:a>1<b>", table), "21412x", values)).toBe(true);
  expect(values).toEqual([214, "2x"]);
});
