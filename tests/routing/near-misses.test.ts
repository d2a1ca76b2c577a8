import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearMisses, type NearMiss } from "../../src/routing/near-misses.ts";
import { Router } from "../../src/routing/router.ts";
import type { RouterOptions } from "../../src/routing/router.ts";

const routerOf = (routes: readonly string[], options?: RouterOptions): Router<string> => {
  const router = new Router<string>(options);
  for (const route of routes) {
    const [methods = "", place = ""] = route.split(/ (.*)/s);
    const slash = place.indexOf("/");
    const host = slash === 0 ? undefined : place.slice(0, slash);
    router.add({ pattern: place.slice(slash), host, methods: methods.split(","), target: route });
  }
  return router;
};

const near = (
  routes: readonly string[],
  request: string,
  options?: RouterOptions,
): readonly NearMiss[] => {
  const [method = "", place = ""] = request.split(" ");
  const slash = place.indexOf("/");
  return nearMisses(
    routerOf(routes, options).rules(),
    method,
    place.slice(slash),
    place.slice(0, slash),
  );
};

const shown = (misses: readonly NearMiss[]): readonly string[] =>
  misses.map(({ reason, rule }) => `${rule}: ${reason}`);

const table = (
  routes: readonly string[],
  requests: readonly (readonly [request: string, ...misses: string[]])[],
  options?: RouterOptions,
): void => {
  test.each(requests.map(([request, ...misses]) => ({ request, misses })))(
    "$request: $misses",
    ({ request, misses }) => {
      expect(shown(near(routes, request, options))).toEqual(misses);
    },
  );
};

describe("a value that its converter does not take", () => {
  table(
    [
      "GET /users/<int:id>",
      "GET /pages/<int(min=1, max=100):n>",
      "GET /prices/<float:p>",
      "GET /things/<uuid:id>",
      "GET /days/<date:day>",
      "GET /exports/<any(json, csv):format>",
      "GET /codes/<string(length=3):code>",
      "GET /releases/v<int:major>.<int:minor>",
    ],
    [
      ["GET /users/abc", "/users/<int:id>: `abc` is not an int"],
      ["GET /users/-5", "/users/<int:id>: `-5` is not an integer from 0"],
      ["GET /pages/500", "/pages/<int(min=1, max=100):n>: `500` is not an integer from 1 to 100"],
      ["GET /prices/free", "/prices/<float:p>: `free` is not a float"],
      ["GET /prices/5", "/prices/<float:p>: `5` is not a number from 0"],
      ["GET /things/7", "/things/<uuid:id>: `7` is not a uuid"],
      ["GET /days/2026-02-30", "/days/<date:day>: `2026-02-30` is not a date"],
      ["GET /exports/xml", "/exports/<any(json, csv):format>: `xml` is not one of json, csv"],
      ["GET /codes/ab", "/codes/<string(length=3):code>: `ab` is not a text of 3 characters"],
      [
        "GET /releases/v2",
        "/releases/v<int:major>.<int:minor>: `v2` does not fit `v<int:major>.<int:minor>`",
      ],
      ["GET /releases/latest"],
      ["GET /nothing/like/that"],
    ],
  );
});

describe("words that are nearly right", () => {
  table(
    ["GET /users", "GET /users/<int:id>", "GET /api/orders/<int:id>/items"],
    [
      ["GET /usres", "/users: `usres` is not `users`"],
      ["GET /user", "/users: `user` is not `users`"],
      ["GET /Users", "/users: `Users` is not `users`: upper and lower case differ"],
      ["GET /usres/7", "/users/<int:id>: `usres` is not `users`"],
      ["GET /usres/abc", "/users/<int:id>: `usres` is not `users`, and `abc` is not an int"],
      [
        "GET /API/order/7/items",
        "/api/orders/<int:id>/items: `API` is not `api`: upper and lower case differ, and `order` is not `orders`",
      ],
      ["GET /apj/order/x/items"],
      ["GET /people"],
      ["GET /"],
    ],
  );
});

describe("a segment too many, or one that is missing", () => {
  table(
    [
      "GET /users/<int:id>",
      "GET /api/v1/orders/<id>/items",
      "GET /files/<path:name>/meta",
      "GET /<a>",
    ],
    [
      ["GET /users", "/users/<int:id>: a value for `id` is missing"],
      [
        "GET /users/",
        "/users/<int:id>: a value for `id` is missing",
        "/<a>: it has no slash at its end",
      ],
      ["GET /users/7/edit", "/users/<int:id>: `edit` is one segment too many"],
      ["GET /api/users/7", "/users/<int:id>: `api` is one segment too many"],
      ["GET /v1/orders/7/items", "/api/v1/orders/<id>/items: the segment `api` is missing"],
      ["GET /api/v1/orders/items", "/api/v1/orders/<id>/items: a value for `id` is missing"],
      ["GET /api/v1/orders/7", "/api/v1/orders/<id>/items: the segment `items` is missing"],
      ["GET /files/a/b/c/mta", "/files/<path:name>/meta: `mta` is not `meta`"],
      ["GET /files/meta", "/files/<path:name>/meta: a value for `name` is missing"],
      ["GET /users/7/edit/now"],
      ["GET /orders/7"],
    ],
  );
});

describe("slashes", () => {
  table(
    ["GET /about", "GET /users/", "GET /files/<path:name>"],
    [
      ["GET /about/", "/about: it has no slash at its end"],
      ["POST /users", "/users/: it has a slash at its end, and only GET is answered"],
      ["POST /files/a/", "/files/<path:name>: only GET is answered"],
    ],
  );
  table(
    ["GET /a/b"],
    [
      ["GET /a//b", "/a/b: two slashes stand together"],
      ["GET //a/c", "/a/b: `c` is not `b`, and two slashes stand together"],
    ],
    {
      mergeSlashes: false,
    },
  );
  table(["GET /users/"], [["POST /users", "/users/: only GET is answered"]], {
    strictSlashes: false,
  });
});

describe("methods and hosts", () => {
  table(
    [
      "GET /users",
      "POST /users",
      "GET /users/<int:id>",
      "PUT,PATCH /users/<int:id>",
      "DELETE /users/<int:id>",
      "POST /login",
      "GET api.example.com/status",
    ],
    [
      ["GET /login", "/login: only POST is answered"],
      [
        "DELETE /users",
        "/users: only GET and POST are answered",
        "/users/<int:id>: a value for `id` is missing",
      ],
      [
        "POST /users/7",
        "/users/<int:id>: only GET, PUT, PATCH and DELETE are answered",
        "/users: `7` is one segment too many",
      ],
      [
        "POST /users/abc",
        "/users: `abc` is one segment too many",
        "/users/<int:id>: `abc` is not an int, and only GET, PUT, PATCH and DELETE are answered",
      ],
      ["HEAD /logim", "/login: `logim` is not `login`, and only POST is answered"],
      ["OPTIONS /logim", "/login: `logim` is not `login`"],
      [
        "GET www.example.com:8080/status",
        "api.example.com/status: it is only there for the host `api.example.com`",
      ],
      ["GET /status", "api.example.com/status: it is only there for the host `api.example.com`"],
      ["GET api.example.com/state"],
      ["GET API.example.com/statu", "api.example.com/status: `statu` is not `status`"],
      ["POST www.example.com/statu"],
    ],
  );
});

describe("what is named", () => {
  test("three at most, the nearest first, of equals the first registered", () => {
    const misses = near(
      ["GET /cat/<int:n>", "GET /cart", "GET /cat/x", "GET /care", "GET /Car", "GET /card"],
      "GET /car",
    );
    expect(misses.map(({ rule }) => rule)).toEqual(["/Car", "/cart", "/care"]);
  });

  test("methods of all its routes, and the place of the first", () => {
    const router = new Router<string>();
    router.add({ pattern: "/a", methods: ["GET"], target: "a", place: "app.ts:1" });
    router.add({ pattern: "/a", methods: ["POST"], target: "b", place: "app.ts:2" });
    expect(nearMisses(router.rules(), "PUT", "/a")).toEqual([
      {
        rule: "/a",
        methods: ["GET", "POST"],
        place: "app.ts:1",
        reason: "only GET and POST are answered",
      },
    ]);
  });

  test("no rule that is there for its URLs only", () => {
    const router = new Router<string>();
    router.add({ pattern: "/a", methods: ["GET"], target: "a", buildOnly: true });
    expect(nearMisses(router.rules(), "GET", "/a")).toEqual([]);
  });

  test("no rule whose redirect leads nowhere, for it takes the request", () => {
    const router = new Router<string>();
    router.add({
      pattern: "/old/<name>",
      methods: ["GET"],
      target: "a",
      redirectTo: "/new/<name>",
    });
    expect(router.match("GET", "/old/..").kind).toBe("not-found");
    expect(nearMisses(router.rules(), "GET", "/old/..")).toEqual([]);
  });
});

describe("whatever a client sends", () => {
  test.each([
    ["/users/%zz", "`%zz` is not an int"],
    ["/users/%ff", "`%ff` is not an int"],
    ["/users/a%2Fb", "`a/b` is not an int"],
    ["/users/%0d%0aevil%1b[31m", "`\\r\\nevil\\u001b[31m` is not an int"],
    ["/users/%E2%80%AEx", "`\\u202ex` is not an int"],
    [`/users/${"a".repeat(10_000)}`, `\`${"a".repeat(39)}…\` is not an int`],
  ])("%s is shown without harm", (path, reason) => {
    const misses = nearMisses(routerOf(["GET /users/<int:id>"]).rules(), "GET", path);
    expect(misses.map((miss) => miss.reason)).toEqual([reason]);
  });

  test.each(["", "*", "users", "http://example.com/users/x"])("%j is no path", (path) => {
    expect(nearMisses(routerOf(["GET /users/<int:id>"]).rules(), "GET", path)).toEqual([]);
  });

  test("a converter that throws only takes its own rule out", () => {
    const fail = (): never => {
      throw new Error("out of order");
    };
    const router = new Router<string>({ converters: { odd: { parse: fail, format: fail } } });
    router.add({ pattern: "/users/<odd:id>", methods: ["GET"], target: "a" });
    router.add({ pattern: "/users/<int:id>/x", methods: ["GET"], target: "b" });
    expect(shown(nearMisses(router.rules(), "GET", "/users/7"))).toEqual([
      "/users/<int:id>/x: the segment `x` is missing",
    ]);
  });

  test("a converter of the program is named, or says itself what it takes", () => {
    const parse = (): undefined => undefined;
    const format = String;
    const router = new Router<string>({
      converters: { csv: { parse, format }, slug: { parse, format, expects: "a slug of letters" } },
    });
    router.add({ pattern: "/a/<csv:x>", methods: ["GET"], target: "a" });
    router.add({ pattern: "/a/<slug:x>", methods: ["GET"], target: "b" });
    expect(shown(nearMisses(router.rules(), "GET", "/a/b"))).toEqual([
      "/a/<csv:x>: `b` is not a csv",
      "/a/<slug:x>: `b` is not a slug of letters",
    ]);
  });
});

// Few words, so that random rules and random requests often meet.
const word = fc.constantFrom("a", "A", "ab", "users", "usres", "7", "x.y", "%zz", "..", "");
const segment = fc.oneof(
  fc.constantFrom("a", "ab", "users", "7", "v<int:n>", "<n>.<m>", "<path:p>", "<float:f>"),
  fc.constantFrom("<int:n>", "<s>", "<any(a, ab):w>", "<uuid:u>"),
);
const rulePath = fc
  .tuple(fc.array(segment, { maxLength: 4 }), fc.constantFrom("", "/"))
  .map(([segments, end]) => {
    let count = 0;
    const named = segments.map((text) => text.replaceAll(/\w+>/g, () => `v${(count += 1)}>`));
    return `/${named.join("/")}${named.length === 0 ? "" : end}`;
  });
const host = fc.constantFrom("", "a.test", "<t>.test");
const method = fc.constantFrom("GET", "POST", "HEAD", "OPTIONS");

test("a rule that takes the request is never named", () => {
  const request = fc.tuple(
    method,
    fc.array(word, { maxLength: 5 }),
    fc.constantFrom("", "a.test", "b.test:80"),
  );
  const rules = fc.array(fc.tuple(fc.constantFrom("GET", "POST", "GET,POST"), host, rulePath), {
    maxLength: 8,
  });
  let named = 0;
  fc.assert(
    fc.property(
      rules,
      request,
      fc.boolean(),
      fc.boolean(),
      (routes, [verb, words, authority], strictSlashes, merges) => {
        const path = `/${words.join("/")}`;
        const options = { strictSlashes, mergeSlashes: merges };
        for (const [methods, at, pattern] of routes) {
          const router = routerOf([`${methods} ${at}${pattern}`], options);
          const { kind } = router.match(verb, path, authority);
          const misses = nearMisses(router.rules(), verb, path, authority);
          named += misses.length;
          if (kind === "found" || kind === "redirect" || kind === "options")
            expect(misses).toEqual([]);
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(named).toBeGreaterThan(50);
});

test("a thousand routes of twenty segments and a path of 16 KiB take a bounded number of steps", () => {
  let parsed = 0;
  const parse = (): undefined => {
    parsed += 1;
    return undefined;
  };
  const router = new Router<string>({ converters: { own: { parse, format: String } } });
  const segments = Array.from({ length: 18 }, (_, index) => `<own:v${index}>`).join("/");
  for (let index = 0; index < 1_000; index += 1) {
    router.add({ pattern: `/r${index}/<path:p>/${segments}`, methods: ["GET"], target: "t" });
  }
  expect(nearMisses(router.rules(), "GET", "/a".repeat(8_000))).toEqual([]);
  expect(nearMisses(router.rules(), "GET", `/r7/${"a/".repeat(19)}`)).toEqual([]);
  expect(parsed).toBeLessThan(1_000 * 20);
});
