import { describe, expect, test } from "vitest";
import { Ownership, ownerName } from "../../../src/debug/locals/ownership.ts";

const root = "file:///app/node_modules/hipflask/dist/";

const isBlackboxed = (ownership: Ownership, url: string): boolean =>
  new RegExp(ownership.patterns().join("|")).test(url);

describe("a script is of", () => {
  test.each([
    ["file:///app/app.ts", null],
    ["/app/app.cjs", null],
    [String.raw`C:\app\app.cjs`, null],
    ["file:///app/node_modules_of_mine/a.ts", null],
    ["node:fs", "node:fs"],
    ["node:internal/url", "node:internal/url"],
    ["file:///app/node_modules/pg/lib/client.js", "pg"],
    ["/app/node_modules/@scope/name/index.cjs", "@scope/name"],
    [String.raw`C:\app\node_modules\pg\index.cjs`, "pg"],
    ["/app/node_modules/.pnpm/pg@8.1.0/node_modules/pg/index.js", "pg"],
    ["/app/node_modules/pg/node_modules/pg-pool/index.js", "pg-pool"],
    ["file:///app/node_modules/hipflask/dist/json/encoder.js", "Hipflask"],
    ["/app/node_modules/hipflask/dist/json/encoder.js", "Hipflask"],
  ])("%s: %s", (url, name) => {
    const ownership = new Ownership(root);
    const owner = ownership.ownerOf(url);
    expect(owner && ownerName(owner)).toBe(name);
    expect(ownership.isProgram(url)).toBe(name === null);
    expect(isBlackboxed(ownership, url)).toBe(name !== null);
  });

  test("nobody when it has no URL", () => {
    expect(new Ownership(root).isProgram("")).toBe(false);
  });

  test("Hipflask when it runs from its sources", () => {
    const ownership = new Ownership("file:///home/me/hip%20flask/src/");
    expect(ownership.ownerOf("/home/me/hip flask/src/json/encoder.ts")).toEqual({
      kind: "framework",
      file: "json/encoder.ts",
    });
    expect(ownership.isProgram("file:///home/me/hip%20flask/tests/a.ts")).toBe(true);
  });
});

describe("an owner that is watched", () => {
  test.each([
    ["/app/node_modules/pg/a.js", "/app/node_modules/pg/b/c.js", "/app/node_modules/pg-pool/a.js"],
    [
      "/app/node_modules/@a/b/a.js",
      "file:///app/node_modules/@a/b/b.js",
      "/app/node_modules/@a/c/a.js",
    ],
    [
      "/app/node_modules/pg/a.js",
      "/app/node_modules/pg/a.js",
      "/app/node_modules/pg/node_modules/x/a.js",
    ],
    ["node:fs", "node:fs", "node:fs/promises"],
    ["node:internal/url", "node:internal/validators", "node:internal/modules/esm/loader"],
    [`${root}json/encoder.js`, `${root}json/encoder.js`, `${root}json/parser.js`],
  ])("at %s has the errors of %s looked at, and not those of %s", (at, watched, other) => {
    const ownership = new Ownership(root);
    expect(ownership.watch(ownership.ownerOf(at)!)).toBe(true);
    expect(isBlackboxed(ownership, watched)).toBe(false);
    expect(isBlackboxed(ownership, other)).toBe(true);
  });

  test("is still not the program", () => {
    const ownership = new Ownership(root);
    ownership.watch({ kind: "package", name: "pg" });
    expect(ownership.isProgram("/app/node_modules/pg/a.js")).toBe(false);
  });

  test("is new only once", () => {
    const ownership = new Ownership(root);
    expect(ownership.watch({ kind: "package", name: "pg" })).toBe(true);
    expect(ownership.watch({ kind: "package", name: "pg" })).toBe(false);
  });
});
