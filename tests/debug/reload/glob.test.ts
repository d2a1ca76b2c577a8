import { describe, expect, test } from "vitest";
import { globToRegExp, isGlob } from "../../../src/debug/reload/glob.ts";

describe("a pattern", () => {
  test.each([
    ["*.csv", "users.csv", true],
    ["*.csv", "data/users.csv", true],
    ["*.csv", "users.csv.txt", false],
    ["data/*.csv", "data/users.csv", true],
    ["data/*.csv", "data/2026/users.csv", false],
    ["data/*.csv", "other/data/users.csv", false],
    ["data/**", "data/2026/users.csv", true],
    ["data/**/*.csv", "data/users.csv", true],
    ["data/**/*.csv", "data/2026/11/users.csv", true],
    ["a?.txt", "ab.txt", true],
    ["a?.txt", "a/.txt", false],
    ["*.{yml,yaml}", "config.yaml", true],
    ["*.{yml,yaml}", "config.json", false],
    ["a+b (1).txt", "a+b (1).txt", true],
    ["a.txt", "abtxt", false],
    ["[a].txt", "[a].txt", true],
    ["a,b.txt", "a,b.txt", true],
    ["{a.txt", "{a.txt", false],
    ["ü*", "über", true],
  ])("%s and the path %s: %s", (pattern, path, fits) => {
    expect(globToRegExp(pattern).test(path)).toBe(fits);
  });

  test("is not just a path", () => {
    expect(isGlob("data/users.csv")).toBe(false);
    expect(isGlob("data/*.csv")).toBe(true);
  });
});
