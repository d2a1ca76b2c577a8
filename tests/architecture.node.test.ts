// The shape of the house: what ARCHITECTURE.md says about src/ is true of src/.
// Each check is also shown a small tree that breaks it, because a check that cannot fail is none.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import {
  checkCycles,
  checkDynamicCode,
  checkEntries,
  checkHeaders,
  checkLengths,
  checkMirrors,
  checkNames,
  checkNodeImports,
  checkRanks,
  sourcesOf,
} from "./architecture/checks.ts";
import { readTree } from "./architecture/source-tree.ts";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const tree = readTree(root, ["src", "tests", "tools", "bench/client"]);
const sources = sourcesOf(tree);
const { exports } = JSON.parse(readFileSync(`${root}/package.json`, "utf8")) as {
  exports: Record<string, unknown>;
};

test("there are sources to check", () => {
  expect(sources.length).toBeGreaterThan(0);
});

test("imports go one way, types included", () => {
  expect(checkRanks(sources)).toEqual([]);
});

test("no import cycles, types included", () => {
  expect(checkCycles(sources)).toEqual([]);
});

test("the package's exports are exactly src/*.ts", () => {
  expect(checkEntries(exports, sources)).toEqual([]);
});

test("every source that runs has its test, and every test its source", () => {
  expect(checkMirrors(tree, sources)).toEqual([]);
});

test("files and folders are named for what they hold", () => {
  expect(checkNames(sources)).toEqual([]);
});

test("no source is longer than 300 lines", () => {
  expect(checkLengths(sources)).toEqual([]);
});

test("every source begins with a short comment that says what it is", () => {
  expect(checkHeaders(sources)).toEqual([]);
});

test("only the rooms made for Node import from node:", () => {
  expect(checkNodeImports(sources)).toEqual([]);
});

test("no code is made from strings", () => {
  expect(checkDynamicCode(sources)).toEqual([]);
});

test.each<[string, Record<string, string>, string[]]>([
  [
    "a value from a room above",
    { "src/http/a.ts": 'import { x } from "../core/b.ts";' },
    ["src/http/a.ts: http must not import core (../core/b.ts)"],
  ],
  [
    "a type from a room above",
    { "src/routing/a.ts": 'import type { X } from "../json/b.ts";' },
    ["src/routing/a.ts: routing must not import json (../json/b.ts)"],
  ],
  [
    "a type named in place",
    { "src/h1/a.ts": 'let x: import("../core/b.ts").X;' },
    ["src/h1/a.ts: h1 must not import core (../core/b.ts)"],
  ],
  [
    "a re-export",
    { "src/json/a.ts": 'export * from "../http/b.ts";' },
    ["src/json/a.ts: json must not import http (../http/b.ts)"],
  ],
  [
    "a dynamic import",
    { "src/runtimes/node/a.ts": 'const x = await import("../../core/b.ts");' },
    ["src/runtimes/node/a.ts: runtimes must not import core (../../core/b.ts)"],
  ],
  [
    "the framework choosing a runtime",
    { "src/core/a.ts": 'import { listen } from "#runtime";' },
    ["src/core/a.ts: core must not import runtime by condition (#runtime)"],
  ],
  [
    "a runtime chosen by name",
    { "src/app/a.ts": 'import { listen } from "../runtimes/node/index.ts";' },
    ["src/app/a.ts: app must not import runtimes (../runtimes/node/index.ts)"],
  ],
  [
    "the package by its own name",
    { "src/app/a.ts": 'import { x } from "hipflask/testing";' },
    ["src/app/a.ts: app must not import hipflask by name (hipflask/testing)"],
  ],
  [
    "code in the client",
    { "src/client/a.ts": 'import { x } from "../core/b.ts";' },
    ["src/client/a.ts: client may import types only (../core/b.ts)"],
  ],
  [
    "a folder without a rank",
    { "src/extras/a.ts": "" },
    ['src/extras/a.ts: the room "extras" has no rank'],
  ],
])("the ranks refuse %s", (_, bad, problems) => {
  expect(checkRanks(sourcesOf(bad))).toEqual(problems);
});

test("the ranks let a room import from itself and from below", () => {
  const good = {
    "src/core/a.ts": 'import { x } from "./b.ts"; import type { Y } from "../http/c.ts";',
    "src/app/a.ts": 'import { listen } from "#runtime"; import { x } from "../core/a.ts";',
    "src/app/b.ts": 'import type { Server } from "../runtimes/runtime.ts";',
    "src/client/a.ts": 'import type { X } from "../core/b.ts";',
    "src/index.ts": 'export { x } from "./app/a.ts";',
    "src/core/d.ts": 'import { parse } from "cookie";',
  };
  expect(checkRanks(sourcesOf(good))).toEqual([]);
});

test("a cycle is named file by file, even one of types", () => {
  const bad = {
    "src/core/a.ts": 'import { b } from "./b.ts";',
    "src/core/b.ts": 'import type { C } from "./c.ts";',
    "src/core/c.ts": 'export * from "./b.ts";',
  };
  expect(checkCycles(sourcesOf(bad))).toEqual(["src/core/b.ts → src/core/c.ts → src/core/b.ts"]);
});

test("exports and entries are compared in both directions", () => {
  const entry = (name: string): Record<string, string> => ({
    "hipflask-source": `./src/${name}.ts`,
    types: `./dist/${name}.d.ts`,
    default: `./dist/${name}.js`,
  });
  const files = sourcesOf({ "src/index.ts": "", "src/gateway.ts": "", "src/core/a.ts": "" });
  const good = { ".": entry("index"), "./gateway": entry("gateway"), "./package.json": "x" };
  expect(checkEntries(good, files)).toEqual([]);
  expect(checkEntries({ ".": entry("index") }, files)).toEqual([
    "src/gateway.ts: not in the exports of package.json",
  ]);
  expect(checkEntries({ ...good, "./testing": entry("testing") }, files)).toEqual([
    'exports "./testing": no src/testing.ts',
  ]);
  const { types, ...rest } = entry("gateway");
  expect(checkEntries({ ...good, "./gateway": { types, ...rest } }, files)).toHaveLength(1);
});

test("a source that runs needs a test, and a test needs a source", () => {
  const bad = {
    "src/core/a.ts": "export const a = 1;",
    "src/core/b.ts": "export const b = 1;",
    "src/core/c.ts": "export interface C {}\nexport type { D } from './d.ts';",
    "src/index.ts": 'export { a } from "./core/a.ts";',
    "tests/core/b.node.test.ts": "",
    "tests/core/gone.test.ts": "",
    "tests/core/a.test-d.ts": "",
    "tests/examples/anything.test.ts": "",
  };
  expect(checkMirrors(bad, sourcesOf(bad))).toEqual([
    "src/core/a.ts: has no test",
    "tests/core/gone.test.ts: mirrors no source, src/core/gone.ts is not there",
  ]);
});

test.each(["src/core/utils.ts", "src/helpers/a.ts", "src/core/types.ts", "src/core/parseHead.ts"])(
  "the name %s is refused",
  (path) => {
    expect(checkNames(sourcesOf({ [path]: "" }))).toHaveLength(1);
  },
);

test("a source of 301 lines is refused, one of 300 is not", () => {
  const lines = (count: number): string => "// line\n".repeat(count);
  expect(checkLengths(sourcesOf({ "src/core/a.ts": lines(300) }))).toEqual([]);
  expect(checkLengths(sourcesOf({ "src/core/a.ts": lines(301) }))).toEqual([
    "src/core/a.ts: 301 lines, must be at most 300",
  ]);
});

test.each([
  ["no header", "export const a = 1;"],
  ["a header of seven lines", "// line\n".repeat(7)],
])("%s is refused", (_, text) => {
  expect(checkHeaders(sourcesOf({ "src/core/a.ts": text }))).toHaveLength(1);
});

test("imports from node: are refused outside the rooms made for Node", () => {
  const text = 'import { connect } from "node:net";\nimport fs from "fs";';
  const bad = sourcesOf({ "src/core/a.ts": text, "src/runtimes/workers/a.ts": text });
  expect(checkNodeImports(bad)).toHaveLength(4);
  expect(checkNodeImports(sourcesOf({ "src/runtimes/node/a.ts": text }))).toEqual([]);
});

test.each(["eval(text)", "new Function(text)", "Function(text)", "globalThis.eval(text)"])(
  "%s is refused",
  (code) => {
    expect(checkDynamicCode(sourcesOf({ "src/core/a.ts": `// a\n${code};` }))).toEqual([
      expect.stringContaining("src/core/a.ts:2: "),
    ]);
  },
);
