import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { ownerOf, packageOf, pathOf } from "../../../src/debug/stack/owner.ts";

const root = new URL("../../../", import.meta.url);

test.each([
  ["/app/users.ts", "program"],
  ["file:///app/users.ts", "program"],
  ["/app/node_modules/pg/lib/client.js", "library"],
  ["/app/node_modules/.pnpm/pg@8.0.0/node_modules/pg/lib/client.js", "library"],
  ["file:///home/me/.cache/deno/npm/npm.example/pg/8.0.0/lib/client.js", "library"],
  ["https://jsr.io/@std/http/1.0.0/server.ts", "library"],
  ["data:text/javascript,throw 1", "library"],
  ["node:internal/modules/esm/loader", "runtime"],
  ["bun:main", "runtime"],
  ["ext:deno_node/net.ts", "runtime"],
  [new URL("src/core/dispatch.ts", root).href, "framework"],
  [fileURLToPath(new URL("src/core/dispatch.ts", root)), "framework"],
  [new URL("dist/core/dispatch.js", root).href, "framework"],
  [new URL("tests/app.ts", root).href, "program"],
  [new URL("examples/users-api/app.ts", root).href, "program"],
  [new URL("node_modules/vitest/dist/index.js", root).href, "library"],
])("%s is code of the %s", (url, owner) => {
  expect(ownerOf(url)).toBe(owner);
});

test.each([
  ["/app/node_modules/pg/lib/client.js", "pg"],
  ["node_modules/@redis/client/index.js", "@redis/client"],
  ["/app/node_modules/.pnpm/pg@8.0.0/node_modules/pg/lib/client.js", "pg"],
  [String.raw`C:\app\node_modules\pg\lib\client.js`, "pg"],
  ["/app/users.ts", null],
])("%s is of the package %s", (file, name) => {
  expect(packageOf(file)).toBe(name);
});

test.each([
  [pathToFileURL("/app/a b.ts").href, "/app/a b.ts"],
  ["/app/a.ts", "/app/a.ts"],
  ["node:fs", null],
  ["https://example.com/a.ts", null],
  ["file://%zz", null],
])("the path of %s is %s", (url, path) => {
  expect(pathOf(url)).toBe(path);
});
