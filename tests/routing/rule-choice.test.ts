import { describe, expect, test } from "vitest";
import { ConverterTable } from "../../src/routing/converters.ts";
import {
  compareForBuilding,
  fitsValues,
  givesWay,
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

describe("a rule gives way to one before it that has the same values, and defaults among them", () => {
  const first = rule("/pages/", { defaults: { page: 1 } });
  const all = rule("/pages/<int:page>");
  const main = rule("/users/<name>");
  const alias = rule("/u/<name>", { alias: true });
  test.each<[string, Rule, Rule, boolean, boolean]>([
    ["to its defaults", all, first, true, true],
    [
      "of two with defaults to the first",
      rule("/start", { defaults: { page: 1 } }),
      first,
      true,
      true,
    ],
    ["not to one behind it", rule("/start", { defaults: { page: 1 } }), first, false, false],
    ["not to one without defaults", first, all, true, false],
    ["not to itself", first, first, true, false],
    [
      "not to another host",
      all,
      rule("/a", { defaults: { page: 1 }, host: "a.test" }),
      true,
      false,
    ],
    ["not to other values", all, rule("/b", { defaults: { page: 1, size: 2 } }), true, false],
    ["not to other names", all, rule("/b", { defaults: { size: 2 } }), true, false],
    [
      "not to one that only builds",
      all,
      rule("/c", { defaults: { page: 1 }, buildOnly: true }),
      true,
      false,
    ],
    ["not if it only builds", rule("/<int:page>", { buildOnly: true }), first, true, false],
    ["as an alias to any", alias, main, false, true],
    ["not to an alias", main, alias, true, false],
    ["not as an alias to other values", alias, rule("/u/<name>/<tab>"), true, false],
  ])("%s", (_, each, other, isBefore, gives) => {
    expect(givesWay(each, other, isBefore)).toBe(gives);
  });
});
