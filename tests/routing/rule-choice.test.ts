import { describe, expect, test } from "vitest";
import { ConverterTable } from "../../src/routing/converters.ts";
import {
  canonicalRules,
  compareForBuilding,
  fitsValues,
  hasMethod,
  insertInOrder,
  misfitOf,
} from "../../src/routing/rule-choice.ts";
import { readRule } from "../../src/routing/rule.ts";
import type { RouteInit, Rule } from "../../src/routing/rule.ts";

const settings = { converters: new ConverterTable(), strictSlashes: true, mergeSlashes: true };

const rule = (pattern: string, options: Partial<RouteInit<string>> = {}): Rule<string> =>
  readRule({ pattern, methods: ["GET"], target: pattern, endpoint: "e", ...options }, settings);

test("rules stand by aliases last, most values first, most defaults first, then as registered", () => {
  const rules: Rule<string>[] = [];
  for (const each of [
    rule("/a/<x>/<y>", { alias: true }),
    rule("/b"),
    rule("/c/<x>"),
    rule("/d", { defaults: { x: 1 } }),
    rule("/e/<x>/<y>"),
    rule("/f/<x>"),
  ]) {
    insertInOrder(rules, each);
  }
  expect(rules.map(({ target }) => target)).toEqual([
    "/e/<x>/<y>",
    "/d",
    "/c/<x>",
    "/f/<x>",
    "/b",
    "/a/<x>/<y>",
  ]);
  expect(compareForBuilding(rules[2] as Rule, rules[3] as Rule)).toBe(0);
});

describe("a rule fits values that it has, and no others", () => {
  const day = new Date("2026-01-31");
  test.each<[Rule, Record<string, unknown>, boolean]>([
    [rule("/<x>"), { x: "a" }, true],
    [rule("/<x>"), { x: "a", y: 1 }, true],
    [rule("/<x>"), {}, false],
    [rule("/<x>"), { x: null }, false],
    [rule("/<toString>"), {}, false],
    [rule("/", { defaults: { page: 1 } }), {}, true],
    [rule("/", { defaults: { page: 1 } }), { page: 1 }, true],
    [rule("/", { defaults: { page: 1 } }), { page: undefined }, true],
    [rule("/", { defaults: { page: 1 } }), { page: 2 }, false],
    [rule("/", { defaults: { page: 1 } }), { page: "1" }, false],
    [rule("/", { defaults: { day } }), { day: new Date(day) }, true],
    [rule("/", { defaults: { tags: ["a", "b"] } }), { tags: ["a", "b"] }, true],
    [rule("/", { defaults: { tags: ["a", "b"] } }), { tags: ["a"] }, false],
  ])("%o with %o: %s", (each, values, fits) => {
    expect(fitsValues(each, values)).toBe(fits);
  });
});

test("what does not fit is told by name", () => {
  expect(misfitOf(rule("/<x>/<y>"), { x: 1 })).toBe("y");
  expect(misfitOf(rule("/<x>", { defaults: { page: 1 } }), { x: 1, page: 2 })).toBe("page");
});

test("GET brings HEAD", () => {
  expect(hasMethod(rule("/"), "HEAD")).toBe(true);
  expect(hasMethod(rule("/", { methods: ["POST"] }), "HEAD")).toBe(false);
});

test("a rule gives way to rules before it with the same values and defaults among them", () => {
  const first = rule("/pages/", { defaults: { page: 1 } });
  const second = rule("/start", { defaults: { page: 1 } });
  const all = rule("/pages/<int:page>");
  const rules = [first, second, all];
  expect(canonicalRules(rules, all)).toEqual([first, second]);
  expect(canonicalRules(rules, second)).toEqual([first]);
  expect(canonicalRules(rules, first)).toEqual([]);
});

test("no rule gives way to one of another host, of other values, or for building only", () => {
  const rules = [
    rule("/a", { defaults: { page: 1 }, host: "example.com" }),
    rule("/b", { defaults: { page: 1, size: 2 } }),
    rule("/c", { defaults: { page: 1 }, buildOnly: true }),
    rule("/<int:page>"),
  ];
  expect(canonicalRules(rules, rules[3] as Rule<string>)).toEqual([]);
});

test("an alias gives way to every other rule of the same values", () => {
  const main = rule("/users/<name>");
  const other = rule("/people/<name>/<tab>");
  const alias = rule("/u/<name>", { alias: true });
  expect(canonicalRules([other, main, alias], alias)).toEqual([main]);
});
