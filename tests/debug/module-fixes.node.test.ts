import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { errorFacts } from "../../src/debug/error-facts.ts";
import { moduleFix } from "../../src/debug/module-fixes.ts";

const folder = mkdtempSync(join(tmpdir(), "hipflask-modules-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, "users.ts"), "");

const fixOf = (message: string, code?: string): string | null =>
  moduleFix(errorFacts(Object.assign(new Error(message), { code }))!);

test.each([
  ["Cannot find package 'pg' imported from /app.ts", "install it: npm install pg"],
  [
    "Cannot find package '@redis/client' imported from /app.ts",
    "install it: npm install @redis/client",
  ],
  ["Cannot find module 'pg/lib/x'\nRequire stack:", "install it: npm install pg"],
  ["Cannot find module './users' imported from /app.ts", null],
])("%s", (message, fix) => {
  expect(fixOf(message, "ERR_MODULE_NOT_FOUND")).toBe(fix);
});

test.each(["users", "users.js"])("a file named %s that is there with another ending", (name) => {
  expect(fixOf(`Cannot find module '${join(folder, name)}' imported from /app.ts`)).toBe(
    "write users.ts: that file is there",
  );
});

test("a file that is not there at all: nothing is known", () => {
  expect(fixOf(`Cannot find module '${join(folder, "orders")}' imported from /app.ts`)).toBeNull();
});

test("an import of a type, or of nothing", () => {
  expect(fixOf("The requested module './a.ts' does not provide an export named 'User'")).toBe(
    "export User there; if it is a type, write import type { User }",
  );
});

test.each([
  ["ERR_UNKNOWN_FILE_EXTENSION", 'Unknown file extension ".ts" for /app.ts', "Node 22.18"],
  ["ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX", "TypeScript enum is not supported", "without enum"],
])("%s", (code, message, fix) => {
  expect(fixOf(message, code)).toContain(fix);
});
