import { describe, expect, test } from "vitest";
import { buildUrl } from "../../src/routing/build-url.ts";
import type { UrlParts } from "../../src/routing/build-url.ts";
import { Router } from "../../src/routing/router.ts";
import type { RouteInit } from "../../src/routing/rule.ts";

const routerOf = (...routes: readonly Partial<RouteInit<string>>[]): Router<string> => {
  const router = new Router<string>();
  for (const each of routes) {
    const { pattern = "/" } = each;
    router.add({ pattern, methods: ["GET"], target: pattern, endpoint: "e", ...each });
  }
  return router;
};

const build = (
  routes: readonly Partial<RouteInit<string>>[],
  values: Record<string, unknown> = {},
  parts: UrlParts = {},
): string => {
  const { host = "", path } = buildUrl(routerOf(...routes).rulesOf("e"), values, parts);
  return host + path;
};

describe("values that the route does not have become the query", () => {
  test.each<[Record<string, unknown>, string]>([
    [{ name: "ann", page: 2, q: "x" }, "/u/user/ann?page=2&q=x"],
    [{ name: "ann", tag: ["a", "b"], none: null }, "/u/user/ann?tag=a&tag=b"],
  ])("%o", (values, url) => {
    expect(build([{ pattern: "/u/user/<name>" }], values)).toBe(url);
  });
});

describe("the rule with most variables that fits is taken", () => {
  const routes = [{ pattern: "/u/multi" }, { pattern: "/u/multi/<a>" }];
  test.each<[Record<string, unknown>, string]>([
    [{}, "/u/multi"],
    [{ a: "x" }, "/u/multi/x"],
    [{ a: undefined }, "/u/multi"],
    [{ b: "x" }, "/u/multi?b=x"],
  ])("%o", (values, url) => {
    expect(build(routes, values)).toBe(url);
    expect(build(routes.toReversed(), values)).toBe(url);
  });
});

describe("a value that is the default of a rule is left out", () => {
  const routes = [{ pattern: "/pages/", defaults: { page: 1 } }, { pattern: "/pages/<int:page>" }];
  test.each<[Record<string, unknown>, string]>([
    [{}, "/pages/"],
    [{ page: 1 }, "/pages/"],
    [{ page: 2 }, "/pages/2"],
    [{ page: "2" }, "/pages/2"],
  ])("%o", (values, url) => {
    expect(build(routes, values)).toBe(url);
    expect(build(routes.toReversed(), values)).toBe(url);
  });

  test("and another value needs another rule", () => {
    expect(() => build(routes.slice(0, 1), { page: 2 })).toThrow(
      "Cannot build a URL for /pages/: page is always 1, but 2 was given",
    );
  });
});

describe("a rule that cannot carry a value leaves it to the next", () => {
  const routes = [{ pattern: "/<int:x>/<y>" }, { pattern: "/s/<x>" }];
  test("which has a place for it", () => {
    expect(build(routes, { x: "a", y: "b" })).toBe("/s/a?y=b");
  });

  test("and the first refusal is told if none can", () => {
    expect(() => build(routes, { x: "", y: "b" })).toThrow("x must be an integer from 0");
  });
});

describe("a method chooses; without one, GET goes first", () => {
  const routes = [
    { pattern: "/write", methods: ["POST", "PUT"] },
    { pattern: "/read", methods: ["GET"] },
  ];
  test.each([
    [undefined, "/read"],
    ["GET", "/read"],
    ["HEAD", "/read"],
    ["PUT", "/write"],
  ])("%s: %s", (method, url) => {
    expect(build(routes, {}, { method })).toBe(url);
  });

  test("a method that no rule has is refused", () => {
    expect(() => build(routes, {}, { method: "DELETE" })).toThrow(
      [
        "Cannot build a URL for /write or /read: ",
        "  /write: it has no DELETE, only POST, PUT",
        "  /read: it has no DELETE, only GET",
      ].join("\n"),
    );
  });

  test("any rule will do where none has GET", () => {
    expect(build(routes.slice(0, 1))).toBe("/write");
  });
});

test("an alias is built only where nothing else fits", () => {
  const routes = [{ pattern: "/u/<a>", alias: true }, { pattern: "/users/<a>" }];
  expect(build(routes, { a: "x" })).toBe("/users/x");
});

test("a rule that matches nothing has a URL", () => {
  expect(build([{ pattern: "/cdn/<path:file>", buildOnly: true }], { file: "a/b.css" })).toBe(
    "/cdn/a/b.css",
  );
});

test("the variables of the host are values, and no part of the query", () => {
  const routes = [{ pattern: "/users/<int:id>", host: "<tenant>.example.com" }];
  expect(build(routes, { tenant: "acme", id: 7, q: 1 })).toBe("acme.example.com/users/7?q=1");
  expect(() => build(routes, { id: 7 })).toThrow(
    "Cannot build a URL for <tenant>.example.com/users/<int:id>: tenant is missing",
  );
});

describe("an anchor becomes the fragment, behind the query", () => {
  test.each([
    ["top", "/?a=1#top"],
    ["", "/?a=1#"],
    ["a b/é?#&x=1", "/?a=1#a%20b/%C3%A9?#&x=1"],
    ["100%", "/?a=1#100%25"],
    ['<"`\\>', "/?a=1#%3C%22%60%5C%3E"],
    [undefined, "/?a=1"],
  ])("%j", (anchor, url) => {
    expect(build([{ pattern: "/" }], { a: 1 }, { anchor })).toBe(url);
  });

  test("and one with half of a character is refused", () => {
    expect(() => build([{ pattern: "/" }], {}, { anchor: "\uD83D" })).toThrow(
      "half of a surrogate pair",
    );
  });
});

test("no rule and no values are told as they are", () => {
  expect(() => build([{ pattern: "/<a>" }, { pattern: "/<a>/<b>" }])).toThrow(
    [
      "Cannot build a URL for /<a>/<b> or /<a>: ",
      "  /<a>/<b>: a is missing",
      "  /<a>: a is missing",
      "Fix: give a value for a, b    [url-build]",
    ].join("\n"),
  );
});
