import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildPath } from "../../src/routing/build-path.ts";
import { Router } from "../../src/routing/router.ts";
import type { Match } from "../../src/routing/match.ts";
import type { RouterOptions } from "../../src/routing/router.ts";
import type { RouteInit } from "../../src/routing/rule.ts";
import recorded from "./flask-recorded.json" with { type: "json" };

/** A router of rules such as "GET,POST /users/", whose targets are the rules themselves. */
const routerOf = (routes: readonly string[], options?: RouterOptions): Router<string> => {
  const router = new Router<string>(options);
  for (const route of routes) {
    const [methods = "", pattern = ""] = route.split(/ (.*)/s);
    router.add({ pattern, methods: methods.split(","), target: route });
  }
  return router;
};

/** What a match comes to, in one line. */
const shown = (match: Match<string>): string => {
  switch (match.kind) {
    case "found":
      return `${match.target} ${match.values.map((value) => JSON.stringify(value)).join(" ")}`.trim();
    case "options":
    case "method-not-allowed":
      return `${match.kind} ${match.allow.join(",")}`;
    case "redirect":
      return `redirect ${match.location}`;
    default:
      return match.kind;
  }
};

const table = (
  routes: readonly string[],
  requests: readonly (readonly [string, string])[],
  options?: RouterOptions,
): void => {
  test.each(requests)("%s: %s", (request, answer) => {
    const [method = "", path = ""] = request.split(" ");
    expect(shown(routerOf(routes, options).match(method, path))).toBe(answer);
  });
};

describe("static before variable before path; the left-most segment decides", () => {
  table(
    [
      "GET /<path:p>",
      "GET /<s>",
      "GET /<float:x>",
      "GET /<int:n>",
      "GET /<uuid:u>",
      "GET /<any(on, off):f>",
      "GET /static",
      "GET /<a>/x",
      "GET /y/<b>",
      "GET /v<int:n>",
    ],
    [
      ["GET /static", "GET /static"],
      ["GET /5", "GET /<int:n> 5"],
      ["GET /1.5", "GET /<float:x> 1.5"],
      ["GET /on", 'GET /<any(on, off):f> "on"'],
      ["GET /abc", 'GET /<s> "abc"'],
      ["GET /-5", 'GET /<s> "-5"'],
      ["GET /v5", "GET /v<int:n> 5"],
      ["GET /vx", 'GET /<s> "vx"'],
      ["GET /9007199254740993", 'GET /<s> "9007199254740993"'],
      [
        "GET /12345678-1234-5678-1234-567812345678",
        'GET /<uuid:u> "12345678-1234-5678-1234-567812345678"',
      ],
      ["GET /y/x", 'GET /y/<b> "x"'],
      ["GET /z/x", 'GET /<a>/x "z"'],
      ["GET /a/b/c", 'GET /<path:p> "a/b/c"'],
      ["GET /abc/", 'GET /<path:p> "abc/"'],
    ],
  );
});

describe("a converter that refuses lets the next rule try", () => {
  table(
    ["GET /<int(min=10):n>", "GET /<s>", "GET /d/<date:day>", "GET /d/<int:n>"],
    [
      ["GET /5", 'GET /<s> "5"'],
      ["GET /10", "GET /<int(min=10):n> 10"],
      ["GET /d/2026-01-31", 'GET /d/<date:day> "2026-01-31T00:00:00.000Z"'],
      ["GET /d/2026-02-30", "not-found"],
    ],
  );
});

describe("a method that does not fit lets the next rule try, and is told in Allow", () => {
  table(
    [
      "POST /me",
      "GET /<name>",
      "PUT /<path:p>",
      "HEAD /head",
      "GET,OPTIONS /own",
      "GET /a",
      "HEAD /a",
    ],
    [
      ["GET /me", 'GET /<name> "me"'],
      ["POST /me", "POST /me"],
      ["PUT /me", 'PUT /<path:p> "me"'],
      ["DELETE /me", "method-not-allowed GET,HEAD,OPTIONS,POST,PUT"],
      ["DELETE /x/y", "method-not-allowed OPTIONS,PUT"],
      ["HEAD /x", 'GET /<name> "x"'],
      ["HEAD /head", "HEAD /head"],
      ["HEAD /a", "HEAD /a"],
      ["GET /a", "GET /a"],
      ["OPTIONS /me", "options GET,HEAD,OPTIONS,POST,PUT"],
      ["OPTIONS /x/y", "options OPTIONS,PUT"],
      ["OPTIONS /own", "GET,OPTIONS /own"],
      ["get /a", "method-not-allowed GET,HEAD,OPTIONS,PUT"],
    ],
  );
});

describe("OPTIONS leads to the first rule that fits the path, with its values", () => {
  const routes = ["POST /<int:id>", "GET /<name>", "PUT /<path:p>/end", "GET /<path:p>/<int:n>/x"];
  test.each([
    ["/7", "POST /<int:id>", [7]],
    ["/a", "GET /<name>", ["a"]],
    ["/a/b/end", "PUT /<path:p>/end", ["a/b"]],
    ["/a/end/end", "PUT /<path:p>/end", ["a/end"]],
    ["/a/1/2/x", "GET /<path:p>/<int:n>/x", ["a/1", 2]],
    ["//a", "GET /<name>", ["a"]],
  ])("%s: %s", (path, target, values) => {
    const match = routerOf(routes).match("OPTIONS", path);
    expect(match).toMatchObject({ kind: "options", target, values });
  });
});

describe("OPTIONS where nothing matches is not found", () => {
  table(
    ["GET /a"],
    [
      ["OPTIONS /b", "not-found"],
      ["OPTIONS /", "not-found"],
    ],
  );
});

describe("slashes", () => {
  const routes = [
    "GET /",
    "GET /leaf",
    "GET,POST /branch/",
    "GET /both",
    "GET /both/",
    "GET /n/<int:n>/",
    "GET /s/<s>/",
    "GET /f/<path:p>",
    "OPTIONS,GET /own/",
    "POST /mixed",
    "GET /mixed/",
  ];
  table(routes, [
    ["GET /", "GET /"],
    ["GET /leaf", "GET /leaf"],
    ["GET /leaf/", "not-found"],
    ["GET /branch/", "GET,POST /branch/"],
    ["GET /branch", "redirect /branch/"],
    ["HEAD /branch", "redirect /branch/"],
    ["POST /branch", "redirect /branch/"],
    ["DELETE /branch", "not-found"],
    ["DELETE /branch/", "method-not-allowed GET,HEAD,OPTIONS,POST"],
    ["OPTIONS /branch", "options GET,HEAD,OPTIONS,POST"],
    ["OPTIONS /branch/", "options GET,HEAD,OPTIONS,POST"],
    ["OPTIONS /own", "OPTIONS,GET /own/"],
    ["GET /both", "GET /both"],
    ["GET /both/", "GET /both/"],
    ["GET /n/5", "redirect /n/5/"],
    ["GET /n/x", "not-found"],
    ["GET /mixed", "redirect /mixed/"],
    ["POST /mixed", "POST /mixed"],
    ["PUT /mixed", "method-not-allowed OPTIONS,POST"],
    ["OPTIONS /mixed", "options GET,HEAD,OPTIONS,POST"],
    ["GET /s/%C3%A9%20x", "redirect /s/%C3%A9%20x/"],
    ["GET /s/a%2Fb", "redirect /s/a%2Fb/"],
    ["GET /s/a%2Cb%40c%3Ad", "redirect /s/a,b@c:d/"],
    ["GET /s/..", "not-found"],
    ["OPTIONS /s/..", "not-found"],
    ["GET /f/a//b", 'GET /f/<path:p> "a//b"'],
    ["GET /f/a/", 'GET /f/<path:p> "a/"'],
    ["GET /f//a", "redirect /f/a"],
    ["GET /f/", "not-found"],
  ]);
});

describe("doubled slashes are merged, if that matches, by one redirect", () => {
  const routes = ["GET /", "GET,POST /branch/", "GET /a/b/c", "GET /a/<x>/c", "POST /post"];
  table(routes, [
    ["GET //", "redirect /"],
    ["GET ///", "redirect /"],
    ["GET //branch/", "redirect /branch/"],
    ["GET //branch", "redirect /branch/"],
    ["GET /branch//", "redirect /branch/"],
    ["GET ////a///b//c", "redirect /a/b/c"],
    ["GET /a//b%2Fb/c", "redirect /a/b%2Fb/c"],
    ["GET /a//..//c", "not-found"],
    ["GET /a//d", "not-found"],
    ["POST /branch//", "redirect /branch/"],
    ["GET //post", "method-not-allowed OPTIONS,POST"],
    ["OPTIONS //post", "options OPTIONS,POST"],
    ["OPTIONS //branch", "options GET,HEAD,OPTIONS,POST"],
    ["GET //evil.example/..", "not-found"],
  ]);
});

describe("merging can be turned off", () => {
  table(
    ["GET /a/b"],
    [
      ["GET /a//b", "not-found"],
      ["GET /a/b", "GET /a/b"],
    ],
    { mergeSlashes: false },
  );
});

describe("a redirect stays on the host", () => {
  table(
    ["GET /<a>/", "GET /<a>/<b>/"],
    [
      ["GET //evil.example", "redirect /evil.example/"],
      ["GET ///evil.example/x", "redirect /evil.example/x/"],
      ["GET /%2Fevil.example", "redirect /%2Fevil.example/"],
      ["GET /\\evil.example", "redirect /%5Cevil.example/"],
      ["GET /%5Cevil.example", "redirect /%5Cevil.example/"],
      ["GET /%09/evil.example", "redirect /%09/evil.example/"],
      ["GET /a%0d%0aset-cookie:x", "redirect /a%0D%0Aset-cookie:x/"],
    ],
  );
});

describe("a path is decoded once, after it was split", () => {
  table(
    ["GET /users/me", "GET /<s>", "GET /caf%C3%A9", "GET /100%25", "GET /a%2Fb", "GET /sp%20ace"],
    [
      ["GET /users%2Fme", 'GET /<s> "users/me"'],
      ["GET /users/%6de", "GET /users/me"],
      ["GET /Users/me", "not-found"],
      ["GET /caf%C3%A9", "GET /caf%C3%A9"],
      ["GET /caf%c3%a9", "GET /caf%C3%A9"],
      ["GET /café", "GET /caf%C3%A9"],
      ["GET /100%25", "GET /100%25"],
      ["GET /100%", "bad-path"],
      ["GET /100%2525", 'GET /<s> "100%25"'],
      ["GET /a%2Fb", "GET /a%2Fb"],
      ["GET /a%2fb", "GET /a%2Fb"],
      ["GET /a/b", "not-found"],
      ["GET /sp%20ace", "GET /sp%20ace"],
      ["GET /sp+ace", 'GET /<s> "sp+ace"'],
      ["GET /%FF", "bad-path"],
      ["GET /none/%zz", "bad-path"],
      ["GET /%2e%2e", 'GET /<s> ".."'],
    ],
  );
});

test("one look-up finds a fixed rule, and its answer is shared by requests", () => {
  const router = routerOf(["GET /a", "GET /<x>"]);
  expect(router.match("GET", "/a")).toBe(router.match("GET", "/a"));
  expect(Object.isFrozen(router.match("GET", "/a"))).toBe(true);
  expect(router.match("GET", "/b")).not.toBe(router.match("GET", "/b"));
});

test("values of one request never reach another", () => {
  const router = routerOf(["GET /<a>/<b>"]);
  const first = router.match("GET", "/1/2");
  router.match("GET", "/3/4");
  expect(first).toMatchObject({ values: ["1", "2"] });
});

test("rules are every route in the order of registration, with the methods given", () => {
  const router = routerOf(["GET /b", "POST,PUT /a/<x>"]);
  expect(
    router.rules().map(({ pattern, methods, target }) => [pattern.text, methods, target]),
  ).toEqual([
    ["/b", ["GET"], "GET /b"],
    ["/a/<x>", ["POST", "PUT"], "POST,PUT /a/<x>"],
  ]);
});

test("a route without methods is refused", () => {
  const router = new Router<number>();
  expect(() => router.add({ pattern: "/a", methods: [], target: 1 })).toThrow(
    "Cannot register /a: it has no methods, so no request would match it",
  );
});

test("a user's converter takes part as the built-in ones do", () => {
  const converters = {
    csv: { parse: (text: string) => text.split(","), format: (items: unknown) => String(items) },
    even: {
      parse: (text: string) => (Number(text) % 2 === 0 ? Number(text) : undefined),
      format: (value: unknown) => String(value),
      weight: 40,
    },
  };
  const router = routerOf(["GET /<csv:items>", "GET /<even:n>", "GET /<int:n>"], { converters });
  expect(shown(router.match("GET", "/4"))).toBe("GET /<even:n> 4");
  expect(shown(router.match("GET", "/5"))).toBe("GET /<int:n> 5");
  expect(shown(router.match("GET", "/a%2Cb,c"))).toBe('GET /<csv:items> ["a","b","c"]');
});

describe("Flask's recorded answers", () => {
  const converters = {
    csv: { parse: (text: string) => text.split(","), format: (items: unknown) => String(items) },
    even: {
      parse: (text: string) => (/^[0-9]*[02468]$/.test(text) ? Number(text) : undefined),
      format: (value: unknown) => String(value),
    },
  };
  const router = new Router<string>({ converters });
  for (const { pattern, methods, options } of recorded.rules as readonly RecordedRule[])
    router.add({ pattern, methods, target: pattern, ...options });

  interface RecordedRule extends Pick<RouteInit<string>, "pattern" | "methods"> {
    readonly options?: Partial<RouteInit<string>>;
  }

  interface Recorded {
    readonly id: string;
    readonly request: string;
    readonly status: number;
    readonly values?: Readonly<Record<string, unknown>>;
    readonly location?: string;
    readonly allow?: readonly string[];
  }

  const statuses = {
    found: 200,
    options: 200,
    "method-not-allowed": 405,
    redirect: 308,
    "bad-path": 400,
    "not-found": 404,
  };

  /** Where Hipflask differs on purpose: what it answers, and why. */
  const deviations: Readonly<Record<string, readonly [string, string]>> = {
    "prio-any": ['/prio/<any(on, off):flag> "on"', "a narrower converter goes before a wider one"],
    "prio-uuid": [
      '/prio/<uuid:u> "12345678-1234-5678-1234-567812345678"',
      "a narrower converter goes before a wider one",
    ],
    "prio-2-options-below-min": [
      "options GET,HEAD,OPTIONS",
      "a converter that refuses lets the next rule try",
    ],
    "sl-merge-front": ["redirect /sl/leaf", "doubled slashes are merged by a redirect everywhere"],
    "sl-double-root": ["redirect /", "doubled slashes are merged by a redirect everywhere"],
    "path-bad-percent-end": ["bad-path", "a malformed % is a bad request"],
    "path-bad-utf8": ["bad-path", "bytes that are not UTF-8 are a bad request"],
  };

  test.each(recorded.cases as readonly Recorded[])("$id: $request", (each) => {
    const [method = "", path = ""] = each.request.split(" ");
    const match = router.match(method, path);
    const deviation = deviations[each.id];
    if (deviation !== undefined) {
      expect(shown(match)).toBe(deviation[0]);
      return;
    }
    expect(statuses[match.kind]).toBe(each.status);
    if (each.location !== undefined) expect(match).toMatchObject({ location: each.location });
    if (each.allow !== undefined) expect(match).toMatchObject({ allow: each.allow });
    if (each.values !== undefined && match.kind === "found") {
      expect(
        Object.fromEntries(match.names.map((name, index) => [name, match.values[index]])),
      ).toEqual(each.values);
    }
  });

  test("every deviation is one of a recorded answer", () => {
    const ids = recorded.cases.map(({ id }) => id);
    expect(Object.keys(deviations).filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe("for any routes and any path", () => {
  const pieces = [
    "a",
    "b",
    "<x>",
    "<int:x>",
    "<path:x>",
    "<any(a, b):x>",
    "v<int:x>",
    "<x>-<y>",
    "<float:x>",
    "<uuid:x>",
    "<date:x>",
    "<string(length=2):x>",
  ];
  /** Gives every variable a name of its own. */
  const name = (pattern: string): string => {
    let count = 0;
    return pattern.replace(/[xy]>/g, () => `n${(count += 1)}>`);
  };
  const patterns = fc
    .tuple(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([segments, slash]) => {
      let count = 0;
      const named = segments.map((segment) => segment.replace(/[xy]>/g, () => `n${(count += 1)}>`));
      return `/${named.join("/")}${slash ? "/" : ""}`;
    });
  const methods = fc.subarray(["GET", "POST", "OPTIONS", "HEAD"], { minLength: 1 });
  const routes = fc.array(fc.tuple(patterns, methods), { maxLength: 8 });
  const texts = fc.constantFrom(
    "a",
    "b",
    "1",
    "1.5",
    "v7",
    "a-b",
    "%61",
    "%2F",
    "",
    "..",
    "\\",
    "2026-01-31",
    "%C3%A9",
    "é",
    "%",
    "%ff",
    "ab",
    ".",
    ";",
    "%00",
    "*",
  );
  const paths = fc.array(texts, { maxLength: 6 }).map((segments) => `/${segments.join("/")}`);

  const routerFor = (all: readonly (readonly [string, readonly string[]])[]): Router<string> => {
    const router = new Router<string>();
    for (const [pattern, each] of all) {
      try {
        router.add({ pattern, methods: each, target: pattern });
      } catch (error) {
        // Random routes conflict at times; the others stand.
        expect(error).toMatchObject({ code: "route-conflict" });
      }
    }
    return router;
  };

  test("a value whose doubled slashes came in encoded is found, but no path is built for it", () => {
    const router = new Router<string>();
    const { pattern } = router.add({ pattern: "/<path:rest>/", methods: ["GET"], target: "rest" });
    expect(router.match("GET", "/a/%2F/")).toMatchObject({ values: ["a//"] });
    expect(() => buildPath(pattern, { rest: "a//" })).toThrow("would not come back");
  });

  test("what is found builds a path that is found with the same values", () => {
    fc.assert(
      fc.property(routes, paths, (all, path) => {
        const router = routerFor(all);
        const match = router.match("GET", path);
        if (match.kind !== "found") return;
        const route = router.rules().find(({ target }) => target === match.target);
        const values = Object.fromEntries(
          match.names.map((name, index) => [name, match.values[index]]),
        );
        let built: string;
        try {
          built = buildPath(
            (route as { pattern: Parameters<typeof buildPath>[0] }).pattern,
            values,
          );
        } catch (error) {
          // A value with dot segments came in encoded or from a client that does not resolve them.
          // Slashes that came in encoded stand bare in a path's value, where doubled ones would be merged.
          const slashesCameEncoded = /%2f/i.test(path);
          expect((error as Error).message).toMatch(
            slashesCameEncoded ? /clients resolve|would not come back/ : /clients resolve/,
          );
          return;
        }
        expect(router.match("GET", built)).toEqual(match);
      }),
      { numRuns: 2_000 },
    );
  });

  test("a redirect leads to a rule with one more step, on this host", () => {
    fc.assert(
      fc.property(routes, paths, (all, path) => {
        const router = routerFor(all);
        const match = router.match("GET", path);
        if (match.kind !== "redirect") return;
        expect(match.location).toMatch(/^\/(?![/\\])/);
        expect(new URL(match.location, "http://host.example").href).toBe(
          `http://host.example${match.location}`,
        );
        expect(router.match("GET", match.location).kind).toBe("found");
      }),
      { numRuns: 2_000 },
    );
  });

  test("every method in Allow is found, and no other", () => {
    fc.assert(
      fc.property(routes, paths, (all, path) => {
        const router = routerFor(all);
        const match = router.match("DELETE", path);
        expect(match.kind).not.toBe("found");
        if (match.kind !== "method-not-allowed") return;
        for (const method of ["GET", "HEAD", "POST", "OPTIONS"]) {
          const kind = router.match(method, path).kind;
          if (match.allow.includes(method))
            expect(["found", "options", "redirect"]).toContain(kind);
          else expect(["method-not-allowed", "redirect"]).toContain(kind);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("the order of registration decides nothing, for what it would decide is a conflict", () => {
    const some = fc.constantFrom(
      "<int(max=5):x>",
      "<int(min=3):x>",
      "<string(maxlength=2):x>",
      "<string(minlength=2):x>",
      "<any(4, a):x>",
      "<path:x>",
      "<x>",
      "ab",
    );
    const few = fc.array(fc.constantFrom("4", "9", "a", "ab", ""), { minLength: 1, maxLength: 3 });
    const fewPaths = few.map((segments) => `/${segments.join("/")}`);
    const pattern = fc
      .tuple(fc.array(some, { minLength: 1, maxLength: 3 }), fc.boolean())
      .map(([segments, slash]) => name(`/${segments.join("/")}${slash ? "/" : ""}`));
    const several = fc.array(
      pattern.map((text) => [text, ["GET"]] as const),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(several, fewPaths, (all, path) => {
        const router = routerFor(all);
        const accepted = router.rules().map(({ target }) => [target, ["GET"]] as const);
        expect(routerFor(accepted.toReversed()).match("GET", path)).toEqual(
          router.match("GET", path),
        );
      }),
      { numRuns: 3_000 },
    );
  });

  test("many rules find what one of them would find alone, and nothing else", () => {
    const some = fc.constantFrom("a", "b", "<x>", "<path:x>", "<int:x>", "<x>-<y>");
    const pattern = fc
      .tuple(fc.array(some, { minLength: 1, maxLength: 5 }), fc.boolean())
      .map(([segments, slash]) => name(`/${segments.join("/")}${slash ? "/" : ""}`));
    const segments = fc.array(fc.constantFrom("a", "b", "1", "a-b", ""), { maxLength: 7 });
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 6 }), segments, (all, texts) => {
        const path = `/${texts.join("/")}`;
        const router = routerFor(all.map((text) => [text, ["GET"]] as const));
        const alone = router
          .rules()
          .map(({ target }) => routerFor([[target, ["GET"]]]).match("GET", path).kind);
        const { kind } = router.match("GET", path);
        if (alone.includes("found")) expect(["found", "redirect"]).toContain(kind);
        else expect(kind).toBe(alone.includes("redirect") ? "redirect" : "not-found");
      }),
      { numRuns: 3_000 },
    );
  });

  test("one rule finds what a regular expression for it finds", () => {
    const shapes: Readonly<Record<string, string>> = {
      a: "a",
      b: "b",
      "<x>": "[^/]+",
      "<int:x>": "[0-9]+",
      "<x>-<y>": "[^/]+-[^/]+",
      "<path:x>": "[^/].*",
    };
    const some = fc.constantFrom(...Object.keys(shapes));
    const parts = fc.array(some, { minLength: 1, maxLength: 6 });
    const segments = fc.array(fc.constantFrom("a", "b", "1", "a-b", ""), { maxLength: 9 });
    fc.assert(
      fc.property(parts, fc.boolean(), segments, (all, slash, texts) => {
        const router = routerFor([[name(`/${all.join("/")}${slash ? "/" : ""}`), ["GET"]]]);
        const source = all.map((part) => shapes[part]).join("/");
        const expected = new RegExp(`^/${source}${slash ? "(?<!/)/" : ""}$`);
        const path = `/${texts.join("/")}`;
        expect(router.match("GET", path).kind === "found").toBe(expected.test(path));
      }),
      { numRuns: 5_000 },
    );
  });

  test("no bytes make it throw", () => {
    const router = routerFor(
      pieces.map((piece) => [`/${piece.replace("<y>", "<z>")}`, ["GET"]] as const),
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (path, method) => {
        expect(router.match(method, `/${path}`)).toHaveProperty("kind");
        expect(router.match("GET", path)).toHaveProperty("kind");
      }),
      { numRuns: 1_000 },
    );
  });
});
