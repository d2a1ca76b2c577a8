import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Router } from "../../src/routing/router.ts";

const scopeAt = (prefixes: readonly string[], rawPath: string): string | undefined => {
  const router = new Router<string, string>();
  for (const prefix of prefixes) router.addScope(prefix, prefix);
  return router.scopeAt(rawPath);
};

describe("a path lies in the innermost scope whose prefix it begins with, segment by segment", () => {
  const prefixes = ["/", "/admin", "/admin/users/", "/<lang>/docs", "/en/<x>", "/f/<path:p>/end"];
  test.each([
    ["/", "/"],
    ["/admin", "/admin"],
    ["/admin/", "/admin"],
    ["/admin/x/y", "/admin"],
    ["/admins", "/"],
    ["/Admin", "/"],
    ["/%61dmin/x", "/admin"],
    ["/admin%2Fusers", "/"],
    ["//admin///users//x", "/admin/users/"],
    ["/admin/users/7", "/admin/users/"],
    ["/de/docs/a", "/<lang>/docs"],
    ["/en/docs/a", "/en/<x>"],
    ["/f/a/b/end/c", "/f/<path:p>/end"],
    ["/f/end", "/"],
    ["/f/a/b", "/"],
    ["/admin/../x", "/admin"],
    ["/%zz", undefined],
  ])("%s: %s", (rawPath, prefix) => {
    expect(scopeAt(prefixes, rawPath)).toBe(prefix);
  });
});

test("a path outside of every prefix lies in no scope", () => {
  expect(scopeAt(["/admin"], "/")).toBeUndefined();
  expect(scopeAt([], "/admin")).toBeUndefined();
});

test("of two scopes with one prefix the first one is found", () => {
  const router = new Router<string, number>();
  router.addScope("/a", 1);
  router.addScope("/a/", 2);
  expect(router.scopeAt("/a/x")).toBe(1);
});

test("the empty prefix is every path", () => {
  expect(scopeAt([""], "/a/b")).toBe("");
});

test("a scope with a host goes first, and is only for that host", () => {
  const router = new Router<string, string>();
  router.addScope("/v1", "prefix");
  router.addScope("", "host", "api.example.com");
  router.addScope("/v1", "both", "<tenant>.example.com");
  expect(router.scopeAt("/v1/x", "API.example.com:80")).toBe("both");
  expect(router.scopeAt("/x", "api.example.com")).toBe("host");
  expect(router.scopeAt("/v1/x", "example.com")).toBe("prefix");
});

test("a mistake in a prefix is shown as one in a pattern", () => {
  expect(() => new Router().addScope("admin", 1)).toThrow("it does not begin with a slash");
  expect(() => new Router().addScope("/<itn:id>", 1)).toThrow('there is no converter "itn"');
});

test("many paths in a prefix take no more than their length each", () => {
  const router = new Router<string, number>();
  router.addScope(`/${Array.from({ length: 8 }, (_, index) => `<path:p${index}>`).join("/x/")}`, 1);
  const start = performance.now();
  expect(router.scopeAt("/x".repeat(3_000) + "/y")).toBe(1);
  expect(router.scopeAt("/y".repeat(3_000))).toBeUndefined();
  // Tried one after the other, the ends of eight paths would take longer than the universe has.
  expect(performance.now() - start).toBeLessThan(10_000);
});

test("whatever a rule below a prefix finds lies in the scope of the prefix", () => {
  const segment = fc.constantFrom("a", "b", "<x>", "<int:n>", "<path:p>", "v<y>");
  const text = fc.constantFrom("a", "b", "1", "v2", "%61", "", "..", ";", "A", "%2F");
  const prefixes = fc.uniqueArray(segment, { minLength: 1, maxLength: 3 });
  const paths = fc.array(text, { minLength: 1, maxLength: 5 });
  let found = 0;
  fc.assert(
    fc.property(prefixes, paths, (prefix, path) => {
      const router = new Router<string, string>();
      const rawPath = `/${path.join("/")}`;
      router.addScope(`/${prefix.join("/")}`, "scope");
      router.add({ pattern: `/${prefix.join("/")}/<rest>`, methods: ["GET"], target: "t" });
      if (router.match("GET", rawPath).kind === "not-found") return;
      found += 1;
      expect(router.scopeAt(rawPath)).toBe("scope");
    }),
    { numRuns: 2_000 },
  );
  expect(found).toBeGreaterThan(50);
});
