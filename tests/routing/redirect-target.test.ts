import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePattern, variablesOf } from "../../src/routing/pattern.ts";
import { readRedirect, redirectLocation } from "../../src/routing/redirect-target.ts";
import type { RedirectTo } from "../../src/routing/redirect-target.ts";

const locate = (
  text: string,
  redirectTo: RedirectTo,
  values: Record<string, unknown>,
  defaults: Record<string, unknown> = {},
): string | undefined => {
  const pattern = parsePattern(text);
  return readRedirect(pattern, redirectTo, variablesOf(pattern), defaults)?.(values);
};

describe("values stand in a location as in a path or a query, encoded", () => {
  test.each<[string, RedirectTo, Record<string, unknown>, string]>([
    ["/old/<int:id>", "/new/<id>", { id: 7 }, "/new/7"],
    ["/old/<int(fixed_digits=3):id>", "/new/<id>", { id: 7 }, "/new/007"],
    ["/old/<name>", "/new/<name>", { name: "a/b c?#" }, "/new/a%2Fb%20c%3F%23"],
    ["/old/<path:p>", "/new/<p>", { p: "a/b c" }, "/new/a/b%20c"],
    ["/old/<path:p>", "/new?p=<p>", { p: "a/b&c" }, "/new?p=a%2Fb%26c"],
    ["/old/<name>", "/new#<name>", { name: "a" }, "/new#a"],
    ["/old/<a>/<b>", "/<b>-<a>/", { a: "1", b: "2" }, "/2-1/"],
    ["/old", "/bücher und/100%25", {}, "/b%C3%BCcher%20und/100%25"],
    ["/old/<name>", "https://new.example/u/<name>", { name: "a/b" }, "https://new.example/u/a%2Fb"],
    ["/old/<name>", "/<name>", { name: "/evil.example" }, "/%2Fevil.example"],
    ["/old/<name>", "/<name>", { name: "\\evil.example" }, "/%5Cevil.example"],
    ["/old/<name>", ({ name }) => `/new/${String(name)}`, { name: "é" }, "/new/%C3%A9"],
    [
      "/old/<name>",
      ({ name }) => new URL(`https://${String(name)}.example/`),
      { name: "a" },
      "https://a.example/",
    ],
  ])("%s to %s with %o", (text, redirectTo, values, location) => {
    expect(locate(text, redirectTo, values)).toBe(location);
  });

  test("a default is a value as well", () => {
    expect(locate("/old", "/new/<page>", {}, { page: 1 })).toBe("/new/1");
    expect(locate("/old", "/new/<page>", {}, { page: "a/b" })).toBe("/new/a%2Fb");
  });
});

test("a value that a client would resolve has no location", () => {
  expect(locate("/old/<name>", "/new/<name>", { name: ".." })).toBeUndefined();
  expect(locate("/old/<path:p>", "/new/<p>", { p: "a/../b" })).toBeUndefined();
  expect(locate("/old/<name>", "/new/.<name>", { name: "." })).toBeUndefined();
  expect(locate("/old/<name>", "/new/%2e<name>", { name: "." })).toBeUndefined();
  expect(locate("/old/<name>", "/new?next=<name>", { name: ".." })).toBe("/new?next=..");
});

describe("a mistake is told at registration", () => {
  test.each<[string, string, string]>([
    ["new/<id>", "it is neither a path", 'write "/new/<id>"'],
    ["//new.example", "it is neither a path", 'write "/new.example"'],
    ["/\\new.example", "it is neither a path", 'write "/new.example"'],
    ["https://new.example", "it is neither a path", 'write "https://new.example/"'],
    ["javascript:alert(1)", "it is neither a path", "write"],
    ["https://<id>.example/", "a value of the request would choose the host", "write the host out"],
    ["https:///x", "a value of the request would choose the host", "write the host out"],
    ["/new/<ID>", 'no variable "ID", only id', "write <id>"],
    ["/new/<id", '"/new/<id" cannot stand in a URL', "%3C"],
    ["/100%", '"/100%" cannot stand in a URL', "%25"],
    ["/old/<id>", "it leads back to itself", "name another path"],
  ])("%s", (redirectTo, problem, fix) => {
    expect(() => locate("/old/<int:id>", redirectTo, { id: 1 })).toThrow(problem);
    expect(() => locate("/old/<int:id>", redirectTo, { id: 1 })).toThrow(fix);
  });
});

describe("a function that leaves the host without a URL is refused", () => {
  test.each([
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example/",
    "a",
    "",
  ])("%j", (text) => {
    expect(() => locate("/old", () => text, {})).toThrow(
      expect.objectContaining({ code: "route-redirect" }),
    );
  });

  test("also with a URL that is no address of the web", () => {
    expect(() => locate("/old", () => new URL("javascript:alert(1)"), {})).toThrow("a URL of http");
  });
});

test("no value leaves the host", () => {
  const values = fc.string({ unit: "binary", minLength: 1 });
  const places = fc.constantFrom("/<x>", "/a<x>", "/a/<x>/b", "/?q=<x>", "/#<x>", "/<x>/<x>");
  fc.assert(
    fc.property(places, values, fc.boolean(), (redirectTo, x, isPath) => {
      const location = locate(isPath ? "/old/<path:x>" : "/old/<x>", redirectTo, { x });
      if (location === undefined) return;
      expect(new URL(location, "http://host.example/").host).toBe("host.example");
      expect(location).toMatch(/^[\x21-\x7e]+$/);
    }),
    { numRuns: 2_000 },
  );
});

describe("a redirect keeps the mount path, and the query behind its own", () => {
  test.each([
    ["/a", "", "", "/a"],
    ["/a", "?", "", "/a"],
    ["/a", "?x=1&y=a%20b", "", "/a?x=1&y=a%20b"],
    ["/a?p=1", "?x=1", "", "/a?p=1&x=1"],
    ["/a?p=1#top", "?x=1", "/api", "/api/a?p=1&x=1#top"],
    ["/a#top?", "?x=1", "", "/a?x=1#top?"],
    ["https://new.example/a", "?x=1", "/api", "https://new.example/a?x=1"],
  ])("%s%s below %j: %s", (location, query, mountPath, expected) => {
    expect(redirectLocation(location, query, mountPath)).toBe(expected);
  });
});
