import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { findSyntaxError } from "../../../src/debug/stack/syntax-check.ts";

const folder = mkdtempSync(join(tmpdir(), "hipflask-syntax-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const good = written("good.mjs", "export const a = 1;\n");

test.each([
  ["a module", "bad.mjs", "export const a = 1;\nexport function f(] {}\n"],
  ["a script", "bad.cjs", "const a = 1;\nexports.fun = (x] => 1;\n"],
])("%s that does not parse is found among others, with the place", (_, name, text) => {
  const bad = written(name, text);
  expect(findSyntaxError([good, "/nowhere/at/all.mjs", bad])).toEqual({
    name: null,
    url: pathToFileURL(bad).href,
    line: 2,
    column: text.split("\n")[1]!.indexOf("]") + 1,
    isAsync: false,
  });
});

test("where all of them parse there is none, and what is no JavaScript is passed over", () => {
  expect(
    findSyntaxError([good, written("bad.ts", "const = ;"), written("bad.json", "{")]),
  ).toBeNull();
});
