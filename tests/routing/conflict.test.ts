import { describe, expect, test } from "vitest";
import { Router } from "../../src/routing/router.ts";

const text = { parse: (value: string) => value, format: (value: unknown) => String(value) };

const routerOf = (...routes: readonly string[]): Router<string> => {
  const router = new Router<string>({ converters: { slug: text, list: () => text } });
  for (const route of routes) {
    const [methods = "", pattern = ""] = route.split(/ (.*)/s);
    router.add({ pattern, methods: methods.split(","), target: route });
  }
  return router;
};

test("a conflict names both rules, both places, a path of both and the fix", () => {
  const router = new Router<string>();
  router.add({ pattern: "/users/<name>", methods: ["GET"], target: "a", place: "users.ts:8" });
  expect(() =>
    router.add({
      pattern: "/users/<id>",
      methods: ["PUT", "GET"],
      target: "b",
      place: "app.ts:12",
    }),
  ).toThrow(
    expect.objectContaining({
      code: "route-conflict",
      message: [
        "Cannot register GET /users/<id>: it matches the same requests as GET /users/<name>",
        "  first  /users/<name>  users.ts:8",
        "  second /users/<id>    app.ts:12",
        "  both   /users/abc",
        "Fix: give one a converter (/users/<int:id>) or remove one    [route-conflict]",
      ].join("\n"),
    }),
  );
});

test("a rule that was refused is not there", () => {
  const router = routerOf("GET /a/<x>");
  expect(() => router.add({ pattern: "/a/<y>", methods: ["POST", "GET"], target: "no" })).toThrow(
    "[route-conflict]",
  );
  expect(router.match("POST", "/a/1").kind).toBe("method-not-allowed");
  expect([...router.rules()]).toHaveLength(1);
});

describe("rules that conflict", () => {
  test.each([
    ["GET /a", "GET /a"],
    ["GET,POST /a", "PUT,POST /a"],
    ["GET /a/", "GET /a/"],
    ["GET /", "GET /"],
    ["GET /caf%C3%A9", "GET /café"],
    ["GET /<a>/x", "GET /<b>/x"],
    ["GET /<int:a>", "GET /<int:b>"],
    ["GET /<int(max=5):a>", "GET /<int(min=3):b>"],
    ["GET /<int(max=5):a>", "GET /<bigint(max=5):b>"],
    ["GET /<string(maxlength=5):a>", "GET /<string(minlength=3):b>"],
    ["GET /<any(a, b):x>", "GET /<any(b, a):y>"],
    ["GET /<any(a, b):x>", "GET /<any(b, c):y>"],
    ["GET /<path:a>", "GET /<path:b>"],
    ["GET /<path:a>/edit", "GET /<path:b>/edit"],
    ["GET /<a>-<b>", "GET /<c>-<d>"],
    ["GET /<a>-<int(max=5):b>", "GET /<a>-<int(min=3):b>"],
    ["GET /<int(max=5):a>/x", "GET /<int(min=3):a>/<b>"],
    ["GET /<int(max=5):a>/x/", "GET /<int(min=3):a>/x"],
    ["GET /<int(max=5):a>/<b>/z", "GET /<int(min=3):a>/<path:p>"],
    ["GET /<slug:a>", "GET /<slug:b>"],
    ["GET /<list(1):a>", "GET /<list(1):b>"],
  ])("%s and %s", (first, second) => {
    expect(() => routerOf(first, second)).toThrow("[route-conflict]");
    expect(() => routerOf(second, first)).toThrow("[route-conflict]");
  });
});

describe("rules that the order of matching, or the request, tells apart", () => {
  test.each([
    ["GET /a", "POST /a"],
    ["GET /a", "HEAD /a"],
    ["GET /a", "GET /a/"],
    ["GET /a", "GET /A"],
    ["GET /users/me", "GET /users/<name>"],
    ["GET /<int:a>", "GET /<a>"],
    ["GET /<int:a>", "GET /<float:a>"],
    ["GET /<int:a>", "GET /<bigint:a>"],
    ["GET /<int:a>", "GET /<int(max=5):a>"],
    ["GET /<int(max=5):a>", "GET /<int(min=6):a>"],
    ["GET /<uuid:a>", "GET /<a>"],
    ["GET /<string(length=2):a>", "GET /<a>"],
    ["GET /<any(a, b):x>", "GET /<any(c, d):x>"],
    ["GET /<any(a):x>", "GET /<any(a, b):x>"],
    ["GET /<any(me, 1):x>", "GET /<int:x>"],
    ["GET /<a>", "GET /<path:a>"],
    ["GET /<a>/<b>", "GET /<a>/x"],
    ["GET /<a>/x", "GET /y/<b>"],
    ["GET /<a>-<b>", "GET /<a>"],
    ["GET /<a>-<b>", "GET /<a>.<b>"],
    ["GET /<path:p>", "GET /<path:p>/edit"],
    ["GET /<path:p>", "GET /<path:p>/"],
    ["GET /<string(maxlength=5):a>/x", "GET /<string(minlength=3):a>/y"],
    ["GET /<int(max=5):a>/x", "GET /<int(min=3):a>/<int:b>"],
    ["GET /<slug:a>", "GET /<a>"],
    ["GET /<list(1):a>", "GET /<list(2):a>"],
  ])("%s and %s", (first, second) => {
    expect(routerOf(first, second).rules()).toHaveLength(2);
    expect(routerOf(second, first).rules()).toHaveLength(2);
  });
});
