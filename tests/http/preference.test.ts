import { describe, expect, test } from "vitest";
import { parseMediaPreferences, parsePreferences } from "../../src/http/preference.ts";

const plain = (field: string): readonly (readonly [string, number])[] =>
  parsePreferences(field).map(({ range, quality }) => [range, quality]);

describe("a list of names", () => {
  test.each([
    ["", []],
    ["gzip", [["gzip", 1]]],
    [
      "EN-gb, en ;q=0.5,\t*; q=0",
      [
        ["en-gb", 1],
        ["en", 0.5],
        ["*", 0],
      ],
    ],
    [
      "a;q=1.000, b;q=0.125, c;Q=0.",
      [
        ["a", 1],
        ["b", 0.125],
        ["c", 0],
      ],
    ],
    [",a,,", [["a", 1]]],
  ])("%j", (field, expected) => {
    expect(plain(field)).toEqual(expected);
  });

  test.each([
    "a;q=x",
    "a;q=",
    "a;q=2",
    "a;q=-1",
    "a;q=1.5",
    "a;q=0.1234",
    "a;q=1e0",
    "a;b=c",
    "a;",
    "a;q=.5",
  ])("%j has no wish that can be read", (field) => {
    expect(plain(field)).toEqual([]);
  });
});

describe("a list of media types", () => {
  const media = (field: string): unknown[] =>
    parseMediaPreferences(field).map(({ range, parameters, quality }) => [
      range,
      Object.fromEntries(parameters),
      quality,
    ]);

  test.each([
    ["*/*", [["*/*", {}, 1]]],
    ["Text/HTML;level=1;q=0.3", [["text/html", { level: "1" }, 0.3]]],
    ["a/b;q=0.5;ext=1", [["a/b", {}, 0.5]]],
    [
      'a/b;x="1,2", c/d',
      [
        ["a/b", { x: "1,2" }, 1],
        ["c/d", {}, 1],
      ],
    ],
    ["application/json; charset=UTF-8", [["application/json", {}, 1]]],
    ["text/plain; charset=latin1", [["text/plain", { charset: "latin1" }, 1]]],
    ["a/b;q=x, c/d, nonsense, e/f;g", [["c/d", {}, 1]]],
  ])("%j", (field, expected) => {
    expect(media(field)).toEqual(expected);
  });
});
