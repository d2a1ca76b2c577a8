import { describe, expect, test } from "vitest";
import type { Match } from "../../src/routing/match.ts";
import { Router } from "../../src/routing/router.ts";
import type { RouterOptions } from "../../src/routing/router.ts";
import type { RouteInit } from "../../src/routing/rule.ts";

type Route = Partial<RouteInit<string>> & { readonly pattern: string };

const routerOf = (routes: readonly Route[], options?: RouterOptions): Router<string> => {
  const router = new Router<string>(options);
  for (const each of routes) router.add({ methods: ["GET"], target: each.pattern, ...each });
  return router;
};

/** What a match comes to, in one line. */
const shown = (match: Match<string>): string => {
  if (match.kind === "found") {
    const values = match.names.map((name, index) => [name, match.values[index]]);
    return `${match.target} ${JSON.stringify(Object.fromEntries(values))}`;
  }
  if (match.kind === "redirect") return `308 ${match.location}`;
  return "allow" in match ? `${match.kind} ${match.allow.join(",")}` : match.kind;
};

/** Requests are "GET /path" or "GET host/path". */
const table = (
  routes: readonly Route[],
  requests: readonly (readonly [string, string])[],
  options?: RouterOptions,
): void => {
  test.each(requests)("%s: %s", (request, answer) => {
    const [, method = "", authority = "", path = ""] = /^(\S+) ([^/]*)(.*)$/.exec(request) ?? [];
    expect(shown(routerOf(routes, options).match(method, path, authority))).toBe(answer);
  });
};

describe("loose slashes: both spellings answer, and the one that is written goes first", () => {
  const routes: readonly Route[] = [
    { pattern: "/leaf", strictSlashes: false },
    { pattern: "/branch/", strictSlashes: false },
    { pattern: "/n/<int:n>", strictSlashes: false },
    { pattern: "/b/<int:n>/", strictSlashes: false },
    { pattern: "/f/<path:p>", strictSlashes: false },
    { pattern: "/g/<path:p>/", strictSlashes: false },
    { pattern: "/both", strictSlashes: false },
    { pattern: "/both/", strictSlashes: false },
    { pattern: "/mixed", methods: ["GET"], strictSlashes: false },
    { pattern: "/mixed/", methods: ["POST"] },
    { pattern: "/strict/" },
  ];
  table(routes, [
    ["GET /leaf", "/leaf {}"],
    ["GET /leaf/", "/leaf {}"],
    ["GET /branch/", "/branch/ {}"],
    ["GET /branch", "/branch/ {}"],
    ["HEAD /branch", "/branch/ {}"],
    ["GET /n/5/", '/n/<int:n> {"n":5}'],
    ["GET /b/5", '/b/<int:n>/ {"n":5}'],
    ["GET /f/a/", '/f/<path:p> {"p":"a/"}'],
    ["GET /g/a/b", '/g/<path:p>/ {"p":"a/b"}'],
    ["GET /g/a/b/", '/g/<path:p>/ {"p":"a/b"}'],
    ["GET /both", "/both {}"],
    ["GET /both/", "/both/ {}"],
    ["GET /mixed/", "/mixed {}"],
    ["POST /mixed/", "/mixed/ {}"],
    ["POST /mixed", "308 /mixed/"],
    ["DELETE /branch", "method-not-allowed GET,HEAD,OPTIONS"],
    ["DELETE /leaf/", "method-not-allowed GET,HEAD,OPTIONS"],
    ["OPTIONS /branch", "options GET,HEAD,OPTIONS"],
    ["OPTIONS /leaf/", "options GET,HEAD,OPTIONS"],
    ["GET /leaf//", "308 /leaf/"],
    ["GET //branch", "308 /branch"],
    ["GET /strict", "308 /strict/"],
    ["GET /branch/..", "not-found"],
  ]);
});

describe("slashes can be loose for a router, and strict for a rule of it", () => {
  table(
    [{ pattern: "/a/" }, { pattern: "/b/", strictSlashes: true }],
    [
      ["GET /a", "/a/ {}"],
      ["GET /b", "308 /b/"],
    ],
    { strictSlashes: false },
  );
});

describe("a rule that does not merge slashes is not there when they are merged", () => {
  table(
    [
      { pattern: "/x/<a>/y", mergeSlashes: false },
      { pattern: "/x/<path:p>/y", methods: ["POST"] },
      { pattern: "/z/", mergeSlashes: false },
      { pattern: "/m/y" },
    ],
    [
      ["GET /x/a/y", '/x/<a>/y {"a":"a"}'],
      ["GET //x/a/y", "method-not-allowed OPTIONS,POST"],
      ["POST //x/a/y", "308 /x/a/y"],
      ["GET //z", "not-found"],
      ["OPTIONS //z", "not-found"],
      ["GET /z", "308 /z/"],
      ["GET //m//y", "308 /m/y"],
    ],
  );
});

describe("merging can be off for a router, and on for a rule of it", () => {
  table(
    [{ pattern: "/a" }, { pattern: "/b", mergeSlashes: true }],
    [
      ["GET //a", "not-found"],
      ["GET //b", "308 /b"],
    ],
    { mergeSlashes: false },
  );
});

describe("defaults join the values; those of another rule of the endpoint are redirected to it", () => {
  const routes: readonly Route[] = [
    { pattern: "/pages/", endpoint: "pages", defaults: { page: 1 } },
    { pattern: "/pages/<int:page>", endpoint: "pages" },
    { pattern: "/start", endpoint: "pages", defaults: { page: 1 } },
    { pattern: "/lone/", defaults: { page: 1 } },
    { pattern: "/lone/<int:page>" },
    { pattern: "/<lang>/opt", endpoint: "opt", defaults: { kind: "none" } },
    { pattern: "/<lang>/opt/<kind>", endpoint: "opt" },
    { pattern: "/w/", endpoint: "w", methods: ["POST"], defaults: { page: 1 } },
    { pattern: "/w/<int:page>", endpoint: "w", methods: ["GET", "POST", "OPTIONS"] },
  ];
  const requests: readonly (readonly [string, string])[] = [
    ["GET /pages/", '/pages/ {"page":1}'],
    ["GET /pages/1", "308 /pages/"],
    ["HEAD /pages/1", "308 /pages/"],
    ["GET /pages/01", "308 /pages/"],
    ["GET /pages/2", '/pages/<int:page> {"page":2}'],
    ["GET /start", "308 /pages/"],
    ["GET /pages", "308 /pages/"],
    ["OPTIONS /pages/1", "options GET,HEAD,OPTIONS"],
    ["GET /lone/1", '/lone/<int:page> {"page":1}'],
    ["GET /de/opt", '/<lang>/opt {"lang":"de","kind":"none"}'],
    ["GET /de/opt/none", "308 /de/opt"],
    ["GET /a%2Fb/opt/none", "308 /a%2Fb/opt"],
    ["GET /de/opt/some", '/<lang>/opt/<kind> {"lang":"de","kind":"some"}'],
    ["GET /../opt/none", '/<lang>/opt/<kind> {"lang":"..","kind":"none"}'],
    ["GET /w/1", '/w/<int:page> {"page":1}'],
    ["POST /w/1", "308 /w/"],
    ["OPTIONS /w/1", '/w/<int:page> {"page":1}'],
  ];
  table(routes, requests);

  describe("in whatever order they were registered, but for those that are equals", () => {
    const [first, second, third, ...rest] = routes as [Route, Route, Route, ...Route[]];
    table([...rest.toReversed(), second, first, third], requests);
  });

  describe("unless that is switched off", () => {
    table(
      routes,
      [
        ["GET /pages/1", '/pages/<int:page> {"page":1}'],
        ["GET /start", '/start {"page":1}'],
      ],
      { redirectDefaults: false },
    );
  });
});

describe("an alias is redirected to the path that it stands for", () => {
  table(
    [
      { pattern: "/u/<int:id>", endpoint: "user", alias: true },
      { pattern: "/users/<int:id>", endpoint: "user" },
      { pattern: "/me", endpoint: "me", alias: true },
      { pattern: "/users/me", endpoint: "me" },
      { pattern: "/lone", endpoint: "lone", alias: true },
    ],
    [
      ["GET /u/7", "308 /users/7"],
      ["GET /users/7", '/users/<int:id> {"id":7}'],
      ["GET /me", "308 /users/me"],
      ["OPTIONS /me", "options GET,HEAD,OPTIONS"],
      ["POST /me", "method-not-allowed GET,HEAD,OPTIONS"],
      ["GET /lone", "/lone {}"],
    ],
  );
});

describe("redirectTo sends requests away, but for methods the rule does not have", () => {
  table(
    [
      { pattern: "/old/<int:id>", redirectTo: "/new/<id>" },
      { pattern: "/fixed", redirectTo: "/new/1?a=b", methods: ["GET", "POST"] },
      { pattern: "/away", redirectTo: "https://new.example/" },
      { pattern: "/any/<name>", redirectTo: "/new/<name>" },
      { pattern: "/made/<name>", redirectTo: ({ name }) => `/new/${String(name).length}` },
      { pattern: "/slash/", redirectTo: "/new/2" },
    ],
    [
      ["GET /old/7", "308 /new/7"],
      ["HEAD /old/7", "308 /new/7"],
      ["GET /fixed", "308 /new/1?a=b"],
      ["POST /fixed", "308 /new/1?a=b"],
      ["OPTIONS /fixed", "options GET,HEAD,OPTIONS,POST"],
      ["PUT /fixed", "method-not-allowed GET,HEAD,OPTIONS,POST"],
      ["GET /away", "308 https://new.example/"],
      ["GET /any/%2Fevil.example", "308 /new/%2Fevil.example"],
      ["GET /any/..", "not-found"],
      ["GET /made/abc", "308 /new/3"],
      ["GET /slash", "308 /slash/"],
      ["GET //old/7", "308 /old/7"],
    ],
  );
});

test("a function that leads to another host without a URL fails loudly", () => {
  const router = routerOf([{ pattern: "/a/<path:p>", redirectTo: ({ p }) => `//${String(p)}` }]);
  expect(() => router.match("GET", "/a/evil.example")).toThrow(
    expect.objectContaining({ code: "route-redirect" }),
  );
});

describe("hosts", () => {
  const routes: readonly Route[] = [
    { pattern: "/", target: "any /" },
    { pattern: "/users/<name>", target: "any users" },
    { pattern: "/only", target: "any only", methods: ["POST"] },
    { pattern: "/", target: "api /", host: "api.example.com" },
    { pattern: "/users/<int:id>", target: "api users", host: "API.example.com" },
    { pattern: "/only", target: "api only", host: "api.example.com" },
    { pattern: "/branch/", target: "api branch", host: "api.example.com" },
    { pattern: "/", target: "tenant /", host: "<tenant>.example.com" },
    { pattern: "/t/<x>", target: "tenant x", host: "<name>.example.com", defaults: { page: 1 } },
  ];
  table(routes, [
    ["GET other.test/", "any / {}"],
    ["GET /", "any / {}"],
    ["GET api.example.com/", "api / {}"],
    ["GET API.Example.COM:8080/", "api / {}"],
    ["GET api.example.com./", "api / {}"],
    ["GET acme.example.com/", 'tenant / {"tenant":"acme"}'],
    ["GET a.b.example.com/", "any / {}"],
    ["GET api.example.com.evil.test/", "any / {}"],
    ["GET api.example.com/users/7", 'api users {"id":7}'],
    ["GET api.example.com/users/ann", 'any users {"name":"ann"}'],
    ["GET api.example.com/t/1", 'tenant x {"name":"api","x":"1","page":1}'],
    ["GET api.example.com/only", "api only {}"],
    ["POST api.example.com/only", "any only {}"],
    ["PUT api.example.com/only", "method-not-allowed GET,HEAD,OPTIONS,POST"],
    ["PUT other.test/only", "method-not-allowed OPTIONS,POST"],
    ["GET other.test/only", "method-not-allowed OPTIONS,POST"],
    ["OPTIONS api.example.com/only", "options GET,HEAD,OPTIONS,POST"],
    ["GET api.example.com/branch", "308 /branch/"],
    ["GET api.example.com//branch", "308 /branch/"],
    ["GET other.test/branch", "not-found"],
    ["GET acme.example.com/%zz", "bad-path"],
  ]);
});

test("the order of hosts does not depend on the order of registration", () => {
  const routes: readonly Route[] = [
    { pattern: "/", target: "text", host: "<x>.example.com" },
    { pattern: "/", target: "number", host: "<int:x>.example.com" },
    { pattern: "/", target: "mixed", host: "v<int:x>.example.com" },
    { pattern: "/", target: "fixed", host: "api.example.com" },
    { pattern: "/", target: "any" },
  ];
  for (const some of [routes, routes.toReversed()]) {
    const router = routerOf(some);
    const find = (host: string): unknown => router.match("GET", "/", `${host}.example.com`);
    expect(find("api")).toMatchObject({ target: "fixed" });
    expect(find("v2")).toMatchObject({ target: "mixed" });
    expect(find("2")).toMatchObject({ target: "number" });
    expect(find("two")).toMatchObject({ target: "text" });
    expect(find("a.b")).toMatchObject({ target: "any" });
  }
});

test("values of a host never reach the requests of another", () => {
  const router = routerOf([{ pattern: "/a", host: "<tenant>.example.com" }]);
  const first = router.match("GET", "/a", "one.example.com");
  expect(router.match("GET", "/a", "two.example.com")).toMatchObject({ values: ["two"] });
  expect(first).toMatchObject({ values: ["one"] });
});

test("fixed paths of a fixed host are shared, frozen answers", () => {
  const router = routerOf([{ pattern: "/a", host: "api.example.com" }]);
  const match = router.match("GET", "/a", "api.example.com");
  expect(Object.isFrozen(match)).toBe(true);
  expect(router.match("GET", "/a", "API.example.com:80")).toBe(match);
});

describe("conflicts name both places, with their hosts", () => {
  test("of one host, however its variables are called", () => {
    const router = routerOf([
      { pattern: "/<x>", host: "<a>.example.com", place: "a.ts:1", methods: ["GET", "PUT"] },
    ]);
    expect(() =>
      router.add({
        pattern: "/<y>",
        host: "<b>.Example.com",
        methods: ["PUT"],
        target: "t",
        place: "b.ts:2",
      }),
    ).toThrow(
      [
        "Cannot register PUT <b>.Example.com/<y>: it matches the same requests as PUT <a>.example.com/<x>",
        "  first  <a>.example.com/<x>  a.ts:1",
        "  second <b>.Example.com/<y>  b.ts:2",
        "  both   /abc",
      ].join("\n"),
    );
  });

  test("of hosts that overlap and are equals", () => {
    const router = routerOf([{ pattern: "/a", host: "<int(max=5):n>.example.com" }]);
    expect(() =>
      router.add({
        pattern: "/a",
        host: "<int(min=3):n>.example.com",
        methods: ["GET"],
        target: "t",
      }),
    ).toThrow("[route-conflict]");
    expect(() => routerOf([{ pattern: "/a" }, { pattern: "/a" }])).toThrow("[route-conflict]");
  });

  test("but not of hosts that tell requests apart", () => {
    const hosts = [
      undefined,
      "api.example.com",
      "www.example.com",
      "<x>.example.com",
      "<int:x>.example.com",
    ];
    expect(routerOf(hosts.map((host) => ({ pattern: "/a", host }))).rules()).toHaveLength(5);
  });
});

describe("a rule without automatic OPTIONS has none", () => {
  table(
    [
      { pattern: "/none", automaticOptions: false },
      { pattern: "/branch/", automaticOptions: false },
      { pattern: "/<x>", methods: ["POST"] },
      { pattern: "/own", methods: ["GET", "OPTIONS"], automaticOptions: false },
      { pattern: "/alone/x", automaticOptions: false },
      { pattern: "/alone/slash/", automaticOptions: false },
    ],
    [
      ["OPTIONS /none", "options GET,HEAD,OPTIONS,POST"],
      ["OPTIONS /alone/x", "method-not-allowed GET,HEAD"],
      ["PUT /alone/x", "method-not-allowed GET,HEAD"],
      ["OPTIONS /alone/slash/", "method-not-allowed GET,HEAD"],
      ["OPTIONS /alone/slash", "not-found"],
      ["OPTIONS /own", "/own {}"],
      ["PUT /own", "method-not-allowed GET,HEAD,OPTIONS,POST"],
    ],
  );
});

test("a rule for building only matches nothing, and conflicts with nothing", () => {
  const router = routerOf([
    { pattern: "/a", buildOnly: true, endpoint: "cdn", host: "cdn.example.com" },
    { pattern: "/a" },
    { pattern: "/a", buildOnly: true },
  ]);
  expect(router.rules()).toHaveLength(3);
  expect(router.rulesOf("cdn")).toHaveLength(1);
  expect(shown(router.match("GET", "/a", "cdn.example.com"))).toBe("/a {}");
  expect(routerOf([{ pattern: "/a", buildOnly: true }]).match("GET", "/a").kind).toBe("not-found");
});

test("defaults that the program changes later are as they were registered", () => {
  const defaults = { page: 1 };
  const router = routerOf([{ pattern: "/<x>", defaults }]);
  defaults.page = 2;
  expect(router.match("GET", "/a")).toMatchObject({ names: ["x", "page"], values: ["a", 1] });
});
