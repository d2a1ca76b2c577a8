import { expect, test } from "vitest";
import type { ReportedFrame } from "../../../src/debug/report.ts";
import { frameLines } from "../../../src/debug/terminal/frame-lines.ts";
import { plain } from "../../../src/runtimes/paint.ts";

const frame = (
  owner: ReportedFrame["owner"],
  file: string,
  name: string | null = "run",
  isAsync = false,
): ReportedFrame => ({
  name,
  file,
  path: null,
  line: 7,
  column: 3,
  owner,
  isAsync,
  excerpt: null,
});

test("the program's frames are lines, all others are counted where they were", () => {
  const frames = [
    frame("library", "node_modules/pg/lib/client.js"),
    frame("library", "node_modules/pg/lib/query.js"),
    frame("runtime", "node:net"),
    frame("program", "users.ts", "load", true),
    frame("program", "app.ts", null),
    frame("framework", "/x/core/dispatch.js"),
  ];
  expect(frameLines(frames, plain)).toEqual([
    "… 2 frames of pg, 1 of node",
    "at async load   users.ts:7:3",
    "at (anonymous)  app.ts:7:3",
    "… 1 frame of hipflask",
  ]);
});

test("where the program has no part, the first of a library or a runtime are lines", () => {
  const frames = [
    frame("framework", "/x/core/returned.js"),
    frame("runtime", "node:net"),
    ...Array.from({ length: 6 }, () => frame("runtime", "ext:deno_node/net.ts")),
    frame("library", "https://example.com/a.ts"),
  ];
  expect(frameLines(frames, plain)).toEqual([
    "… 1 frame of hipflask",
    "at run  node:net:7:3",
    "at run  ext:deno_node/net.ts:7:3",
    "at run  ext:deno_node/net.ts:7:3",
    "at run  ext:deno_node/net.ts:7:3",
    "… 3 frames of deno, 1 of others",
  ]);
});

test("no frames are no lines", () => {
  expect(frameLines([], plain)).toEqual([]);
});

test("a name cannot reach the terminal as it is", () => {
  expect(frameLines([frame("program", "a.ts", "\u001b[2J")], plain)).toEqual([
    String.raw`at \u001b[2J  a.ts:7:3`,
  ]);
});
