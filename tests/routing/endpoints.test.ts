import { expect, test } from "vitest";
import { ConverterTable } from "../../src/routing/converters.ts";
import { Endpoints } from "../../src/routing/endpoints.ts";
import { readRule } from "../../src/routing/rule.ts";
import type { RouteInit, Rule } from "../../src/routing/rule.ts";

const settings = { converters: new ConverterTable(), strictSlashes: true, mergeSlashes: true };

const rule = (pattern: string, options: Partial<RouteInit<string>> = {}): Rule<string> =>
  readRule({ pattern, methods: ["GET"], target: pattern, endpoint: "pages", ...options }, settings);

const first = rule("/pages/", { defaults: { page: 1 } });
const all = rule("/pages/<int:page>");

const endpointsOf = (...rules: readonly Rule<string>[]): Endpoints<string> => {
  const endpoints = new Endpoints<string>(true);
  for (const each of rules) endpoints.add(each);
  return endpoints;
};

test("the rules of an endpoint stand in the order of building", () => {
  expect(endpointsOf(all, first).rulesOf("pages")).toEqual([first, all]);
  expect(endpointsOf(all, first).rulesOf("other")).toEqual([]);
});

test("the values of another rule's defaults are redirected to it, in either order of registration", () => {
  for (const endpoints of [endpointsOf(all, first), endpointsOf(first, all)]) {
    expect(endpoints.redirects(all)).toBe(true);
    expect(endpoints.redirects(first)).toBe(false);
    expect(endpoints.canonicalPath(all, { page: 1 }, "GET")).toBe("/pages/");
    expect(endpoints.canonicalPath(all, { page: 1 }, "HEAD")).toBe("/pages/");
    expect(endpoints.canonicalPath(all, { page: 2 }, "GET")).toBeUndefined();
    expect(endpoints.canonicalPath(all, { page: 1 }, "POST")).toBeUndefined();
  }
});

test("adding a rule tells whose requests are redirected from now on", () => {
  const endpoints = new Endpoints<string>(true);
  expect(endpoints.add(all)).toEqual([]);
  expect(endpoints.add(first)).toEqual([all]);
});

test("nothing is redirected where that is switched off", () => {
  const endpoints = new Endpoints<string>(false);
  expect([...endpoints.add(all), ...endpoints.add(first)]).toEqual([]);
  expect(endpoints.redirects(all)).toBe(false);
});

test("the first of several rules that fit is the one to be at", () => {
  const start = rule("/start", { defaults: { page: 1 } });
  for (const endpoints of [endpointsOf(first, start, all), endpointsOf(all, first, start)]) {
    expect(endpoints.canonicalPath(all, { page: 1 }, "GET")).toBe("/pages/");
    expect(endpoints.canonicalPath(start, { page: 1 }, "GET")).toBe("/pages/");
    expect(endpoints.redirects(first)).toBe(false);
  }
});

test("an endpoint may have a thousand rules", () => {
  const endpoints = new Endpoints<string>(true);
  for (let index = 0; index < 1_000; index += 1) {
    endpoints.add(rule(`/${index}`, { defaults: { page: index } }));
  }
  endpoints.add(all);
  expect(endpoints.canonicalPath(all, { page: 999 }, "GET")).toBe("/999");
});

test("rules without an endpoint stand alone", () => {
  expect(endpointsOf(rule("/<int:page>", { endpoint: undefined }), first).rulesOf("pages")).toEqual(
    [first],
  );
});

test("a path that cannot be built is no path to redirect to", () => {
  const main = rule("/users/<name>");
  const alias = rule("/u/<name>", { alias: true });
  const endpoints = endpointsOf(main, alias);
  expect(endpoints.canonicalPath(alias, { name: "ann" }, "GET")).toBe("/users/ann");
  expect(endpoints.canonicalPath(alias, { name: ".." }, "GET")).toBeUndefined();
});
