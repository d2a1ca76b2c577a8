import { expect, test } from "vitest";
import { parseStack } from "../../../src/debug/stack/stack-text.ts";

const at = (name: string | null, url: string, line: number, column: number, isAsync = false) => ({
  name,
  url,
  line,
  column,
  isAsync,
});

test.each([
  ["at load (file:///app.ts:8:3)", at("load", "file:///app.ts", 8, 3)],
  ["at file:///app.ts:8:3", at(null, "file:///app.ts", 8, 3)],
  ["at async file:///app.ts:8:3", at(null, "file:///app.ts", 8, 3, true)],
  ["at async Repo.load (/app.ts:8:53)", at("Repo.load", "/app.ts", 8, 53, true)],
  ["at <anonymous> (/tmp/app.ts:12:39)", at(null, "/tmp/app.ts", 12, 39)],
  ["at Object.<anonymous> (/tmp/app.js:1:2)", at(null, "/tmp/app.js", 1, 2)],
  ["at new User (/app.ts:1:2)", at("new User", "/app.ts", 1, 2)],
  ["at Repo.get boom (/app.ts:9:30)", at("Repo.get boom", "/app.ts", 9, 30)],
  ["at Object.run [as handle] (/app.ts:1:2)", at("Object.run", "/app.ts", 1, 2)],
  ["at #run (node:internal/esm/loader:497:12)", at("#run", "node:internal/esm/loader", 497, 12)],
  ["at fn (/home/me (copy)/app.ts:1:2)", at("fn", "/home/me (copy)/app.ts", 1, 2)],
  ["at /home/me (copy)/app.ts:1:2", at(null, "/home/me (copy)/app.ts", 1, 2)],
  [String.raw`at fn (C:\work\app.ts:1:2)`, at("fn", String.raw`C:\work\app.ts`, 1, 2)],
  ["at fn (https://example.com:8000/a.ts:1:2)", at("fn", "https://example.com:8000/a.ts", 1, 2)],
  ["at eval (eval at run (/app.js:3:4), <anonymous>:1:1)", at("eval", "/app.js", 3, 4)],
  ["at fn (/app.ts:7)", at("fn", "/app.ts", 7, 1)],
  ["at fn (/app.ts:7:0)", at("fn", "/app.ts", 7, 1)],
])("%s", (line, expected) => {
  expect(parseStack(`Error: x\n    ${line}`, "x")).toEqual([expected]);
});

test.each([
  "at Array.map (<anonymous>)",
  "at async Promise.all (index 0)",
  "at map (native:1:11)",
  "at <parse> (:0)",
  "at parse (unknown)",
  "at",
  "at ",
  "atlas (/app.ts:1:2)",
  "",
])("a line without a place is left out: %s", (line) => {
  expect(parseStack(`Error: x\n    ${line}`, "x")).toEqual([]);
});

test("lines of the message are no frames", () => {
  const message = "look\n    at this (/not/a/frame.ts:1:1)";
  const stack = `Error: ${message}\n    at real (/app.ts:2:2)`;
  expect(parseStack(stack, message).map(({ name }) => name)).toEqual(["real"]);
});

test("an excerpt that a runtime puts in front is no frame", () => {
  const stack = "/app.js:1\nthrow new Error('x')\n^\n\nError: x\n    at real (/app.ts:2:2)";
  expect(parseStack(stack, "x").map(({ name }) => name)).toEqual(["real"]);
});

test("this runtime's own stacks are understood", () => {
  function makeError(): Error {
    return new Error("own");
  }
  const [first] = parseStack(String(makeError().stack), "own");
  expect(first!.name).toContain("makeError");
  expect(first!.line).toBeGreaterThan(0);
});
