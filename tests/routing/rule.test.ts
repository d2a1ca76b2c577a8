import { describe, expect, test } from "vitest";
import { ConverterTable } from "../../src/routing/converters.ts";
import { bareRule, readRule, showRule } from "../../src/routing/rule.ts";
import type { RouteInit, Rule } from "../../src/routing/rule.ts";
import { parsePattern } from "../../src/routing/pattern.ts";

const settings = { converters: new ConverterTable(), strictSlashes: false, mergeSlashes: false };

const read = (options: Partial<RouteInit<string>>): Rule<string> =>
  readRule({ pattern: "/a/<x>", methods: ["GET"], target: "t", ...options }, settings);

test("a rule's names are those of its host, its path and its defaults", () => {
  const rule = read({ host: "<tenant>.example.com", defaults: { page: 1, size: 2 } });
  expect(rule.names).toEqual(["tenant", "x", "page", "size"]);
  expect(rule.defaultValues).toEqual([1, 2]);
  expect(showRule(rule)).toBe("<tenant>.example.com/a/<x>");
});

test("what a route leaves open is as the router says", () => {
  expect(read({})).toMatchObject({ strictSlashes: false, mergeSlashes: false });
  expect(read({ strictSlashes: true })).toMatchObject({ strictSlashes: true, mergeSlashes: false });
});

test("a bare rule is one without options", () => {
  const strict = { ...settings, strictSlashes: true, mergeSlashes: true };
  const given = { pattern: "/a/<x>", methods: ["GET"], target: "t" };
  expect(JSON.stringify(readRule(given, strict))).toBe(
    JSON.stringify(bareRule(parsePattern("/a/<x>"), ["GET"], "t")),
  );
});

describe("options that cannot be meant are refused", () => {
  test.each<[Partial<RouteInit<string>>, string, string]>([
    [{ methods: [] }, "it has no methods", "route-methods"],
    [{ defaults: { x: 1 } }, 'its variable "x" has a value in every request', "route-defaults"],
    [
      { defaults: JSON.parse('{"__proto__": 1}') as Record<string, unknown> },
      '"__proto__" cannot be the name of a value',
      "route-defaults",
    ],
    [{ host: "<x>.example.com" }, 'two variables "x"', "route-pattern"],
    [{ host: "a:80" }, "a port takes no part", "route-pattern"],
    [{ alias: true }, "an alias leads to another path of its endpoint", "route-alias"],
    [{ redirectTo: "/b/<y>" }, '/a/<x> has no variable "y", only x', "route-redirect"],
  ])("%o", (options, message, code) => {
    expect(() => read(options)).toThrow(message);
    expect(() => read(options)).toThrow(expect.objectContaining({ code }));
  });
});
