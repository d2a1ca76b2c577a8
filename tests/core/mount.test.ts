import { describe, expect, test } from "vitest";
import { joinPaths, mountWithin, type Mount } from "../../src/core/mount.ts";
import { ScopeHooks } from "../../src/core/scope-hooks.ts";

const appHooks = new ScopeHooks("app");
const root: Mount = {
  prefix: "",
  blueprints: [],
  scopes: [appHooks],
  defaults: {},
  host: undefined,
  subdomain: undefined,
  strictSlashes: true,
  mergeSlashes: undefined,
};

const users = { name: "users", hooks: new ScopeHooks("blueprint users"), options: {} };

describe("a mount", () => {
  test("adds to the one around it", () => {
    const outer = mountWithin(
      root,
      { ...users, name: "admin", options: { urlPrefix: "/admin", urlDefaults: { a: 1, b: 1 } } },
      {},
    );
    const inner = mountWithin(
      outer,
      { ...users, options: { urlPrefix: "/users/", urlDefaults: { b: 2, c: 2 } } },
      { urlDefaults: { c: 3 } },
    );
    expect(inner).toMatchObject({
      prefix: "/admin/users",
      blueprints: ["admin.users", "admin"],
      defaults: { a: 1, b: 2, c: 3 },
    });
    expect(inner.scopes).toEqual([appHooks, users.hooks, users.hooks]);
  });

  test("keeps the choices of the one around it that it does not make itself", () => {
    const loose = { ...users, options: { strictSlashes: false, host: "a.example" } };
    const outer = mountWithin(root, loose, {});
    const inner = mountWithin(outer, { ...users, options: { mergeSlashes: false } }, {});
    expect(outer).toMatchObject({ strictSlashes: false, mergeSlashes: undefined });
    expect(inner).toMatchObject({ strictSlashes: false, mergeSlashes: false, host: "a.example" });
  });

  test.each(["admin", "admin/", "//"])("below %j is checked", (urlPrefix) => {
    const mount = (): Mount => mountWithin(root, users, { urlPrefix });
    if (urlPrefix.startsWith("/")) expect(mount().prefix).toBe("");
    else expect(mount).toThrow(expect.objectContaining({ code: "blueprint-prefix" }));
  });
});

test.each([
  ["", "/a", "/a"],
  ["/p", "/a", "/p/a"],
  ["/p", "/", "/p/"],
  ["/p", "", "/p"],
])("%j and %j are %j", (prefix, path, whole) => {
  expect(joinPaths(prefix, path)).toBe(whole);
});
