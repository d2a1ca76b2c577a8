import { expect, test } from "vitest";
import type { Report, ReportedError, ReportedFrame } from "../../../src/debug/report.ts";
import { terminalText } from "../../../src/debug/terminal/terminal-face.ts";
import { painter, plain } from "../../../src/runtimes/paint.ts";

const inColour = painter(() => ({ environment: {}, isTerminal: true }));

const frame: ReportedFrame = {
  name: "showUser",
  file: "app.ts",
  path: "/srv/app.ts",
  line: 8,
  column: 15,
  owner: "program",
  isAsync: false,
  excerpt: {
    firstLine: 6,
    lines: [
      "async function showUser(id) {",
      "  const user = await load(id);",
      "  return user.address.city;",
      "}",
    ],
  },
};

const thrown: ReportedError = {
  relation: "thrown",
  depth: 0,
  name: "TypeError",
  message: "Cannot read properties of undefined (reading 'city')",
  fix: "user.address is undefined here: give it a value before, or write user.address?.city if it may be missing",
  fields: [],
  frames: [
    frame,
    { ...frame, name: "emit", file: "node:events", path: null, owner: "runtime", excerpt: null },
  ],
};

const refused: ReportedError = {
  relation: "cause",
  depth: 1,
  name: "Error",
  message: "connect ECONNREFUSED 127.0.0.1:5432",
  fix: "start it",
  fields: [
    { name: "errno", value: "-111" },
    { name: "code", value: "ECONNREFUSED" },
    { name: "attempt", value: "3" },
  ],
  frames: [],
};

const report: Report = {
  id: "a1",
  at: "2026-01-31T12:00:00.000Z",
  title: "GET /users/7 failed",
  errors: [thrown, refused, { ...refused, relation: "aggregated", depth: 2, fix: null }],
  request: {
    method: "GET",
    url: "/users/7?full=1",
    headers: [],
    query: [],
    cookies: [],
    body: null,
    session: [],
    g: [],
    curl: "",
  },
  route: null,
  environment: [],
  output: [],
};

test("the whole of it, in 80 columns", () => {
  expect(terminalText(report, { paint: plain, width: 80, link: "http://127.0.0.1:5000/page" }))
    .toBe(`
GET /users/7?full=1 failed

  TypeError: Cannot read properties of undefined (reading 'city')

    6 │ async function showUser(id) {
    7 │   const user = await load(id);
  > 8 │   return user.address.city;
      │               ^^^^^^^
    9 │ }

  at showUser  app.ts:8:15
  … 1 frame of node

  Fix: user.address is undefined here: give it a value before, or write
       user.address?.city if it may be missing

    caused by Error: connect ECONNREFUSED 127.0.0.1:5432
    attempt: 3

    Fix: start it

      together with Error: connect ECONNREFUSED 127.0.0.1:5432
      attempt: 3

  Page: http://127.0.0.1:5000/page`);
});

test("in 40 columns no line is wider", () => {
  const lines = terminalText(report, { paint: plain, width: 40 }).split("\n");
  expect(lines.filter((line) => line.length > 40)).toEqual([]);
  expect(lines).toContain("  TypeError: Cannot read properties of");
});

test("in colour it is the same text", () => {
  const inColor = terminalText(report, { paint: inColour, width: 80 });
  expect(inColor).toContain("\u001b[1m\u001b[31mTypeError\u001b[39m\u001b[22m: Cannot read");
  // oxlint-disable-next-line no-control-regex
  expect(inColor.replaceAll(/\u001b\[\d+m/g, "")).toBe(
    terminalText(report, { paint: plain, width: 80 }),
  );
});

test("lines that have been shown are not shown again", () => {
  const again = { ...thrown, relation: "cause", depth: 1, name: "Error" } as const;
  const text = terminalText({ ...report, errors: [thrown, again] }, { paint: plain, width: 80 });
  expect(text.split("return user.address.city;")).toHaveLength(2);
});

test.each([
  [
    "an error outside of requests says so",
    { ...report, request: null, title: "app.ts did not start" },
    "app.ts did not start",
  ],
  [
    "work after a response names its request",
    { ...report, title: "work after a response failed" },
    "GET /users/7?full=1: work after a response failed",
  ],
])("%s", (_, given, heading) => {
  expect(terminalText(given, { paint: plain, width: 80 }).split("\n")[1]).toBe(heading);
});

test("a message is shown as it is, but for what a terminal obeys", () => {
  const message = "\u001b[31mred\u001b[39m\nsecond\u0007 line\n\tthird";
  const text = terminalText(
    { ...report, errors: [{ ...refused, message }] },
    { paint: plain, width: 80 },
  );
  expect(text).toContain("caused by Error: red\n    second\\u0007 line\n      third\n");
});

test("a message of a hundred lines is cut", () => {
  const message = Array.from({ length: 100 }, (_, i) => `line ${i}`).join("\n");
  const text = terminalText(
    { ...report, errors: [{ ...refused, message }] },
    { paint: plain, width: 80 },
  );
  expect(text).toContain("line 19\n    … 80 more lines\n");
});
