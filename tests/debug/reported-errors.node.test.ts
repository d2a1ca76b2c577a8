import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { reportedErrors } from "../../src/debug/reported-errors.ts";
import { SetupError } from "../../src/errors/setup-error.ts";

const shapes = (thrown: unknown): unknown[] =>
  reportedErrors(thrown).map(({ reported: { depth, message, name, relation } }) => [
    relation,
    depth,
    name,
    message,
  ]);

const only = (thrown: unknown) => reportedErrors(thrown)[0]!.reported;

test("an error, its frames, and where it was made", () => {
  const [first] = only(new TypeError("no")).frames;
  expect(first).toMatchObject({ owner: "program", path: fileURLToPath(import.meta.url) });
  expect(first!.excerpt!.lines[first!.line - first!.excerpt!.firstLine]).toContain(
    'TypeError("no")',
  );
});

test("what caused it, and what caused that", () => {
  const deep = new RangeError("deep");
  const middle = new Error("middle", { cause: deep });
  const top = new Error("top", { cause: middle });
  expect(shapes(top)).toEqual([
    ["thrown", 0, "Error", "top"],
    ["cause", 1, "Error", "middle"],
    ["cause", 2, "RangeError", "deep"],
  ]);
  expect(reportedErrors(top).map(({ thrown }) => thrown)).toEqual([top, middle, deep]);
});

test("the errors of an aggregate, then its cause", () => {
  const errors = [new TypeError("one"), "two"];
  expect(shapes(new AggregateError(errors, "many", { cause: new Error("why") }))).toEqual([
    ["thrown", 0, "AggregateError", "many"],
    ["aggregated", 1, "TypeError", "one"],
    ["aggregated", 1, "Value", "'two'"],
    ["cause", 1, "Error", "why"],
  ]);
});

test("a circle ends", () => {
  const error = new Error("round");
  error.cause = new Error("and round", { cause: error });
  expect(shapes(error)).toHaveLength(2);
});

test("an abyss ends", () => {
  let error = new Error("bottom");
  for (let i = 0; i < 100; i++) error = new Error(String(i), { cause: error });
  expect(reportedErrors(error)).toHaveLength(9);
  const wide = (depth: number): AggregateError =>
    new AggregateError(depth === 0 ? [] : Array.from({ length: 9 }, () => wide(depth - 1)));
  expect(reportedErrors(wide(3))).toHaveLength(20);
});

test.each([
  ["text", "'text'"],
  [null, "null"],
  [undefined, "undefined"],
  [{ status: 404 }, "{ status: 404 }"],
])("%o is no error, and that is said", (thrown, message) => {
  expect(only(thrown)).toEqual({
    relation: "thrown",
    depth: 0,
    name: "Thrown value",
    message,
    fix: "throw an Error: only errors know where they come from",
    fields: [],
    frames: [],
  });
});

test("a message of Hipflask's is taken apart", () => {
  const error = new SetupError({
    code: "port-range",
    message: "Cannot listen",
    fix: "choose another",
  });
  expect(only(error)).toMatchObject({
    name: "SetupError",
    message: "Cannot listen",
    fix: "choose another",
    fields: [{ name: "code", value: "port-range" }],
  });
});

test("fields are short, and without secrets", () => {
  const error = Object.assign(new Error("x"), {
    apiKey: "hunter2",
    rows: [1, 2],
    big: "x".repeat(600),
  });
  expect(only(error).fields).toEqual([
    { name: "apiKey", value: "[secret]" },
    { name: "rows", value: "[ 1, 2 ]" },
    { name: "big", value: `${"x".repeat(500)}… 100 more` },
  ]);
});

test("a message without an end has one", () => {
  expect(only(new Error("x".repeat(10_000))).message).toBe(`${"x".repeat(4_000)}… 6000 more`);
});

test("where it does not, is asked for if the error does not say so itself", () => {
  const asked: string[] = [];
  const find = (of: Error): unknown =>
    reportedErrors(of, () => {
      asked.push(of.message);
      return { name: null, url: "/app/bad.mjs", line: 2, column: 19, isAsync: false };
    })[0]!.reported.frames[0]?.path;
  const loading = new SyntaxError("Unexpected token ']'");
  loading.stack = `${String(loading)}\n    at compileSourceTextModule (node:internal/esm/utils:346:16)`;
  expect(find(loading)).toBe("/app/bad.mjs");
  expect(find(new SyntaxError("bad JSON of the program's"))).not.toBe("/app/bad.mjs");
  expect(find(new TypeError("no"))).not.toBe("/app/bad.mjs");
  expect(asked).toEqual(["Unexpected token ']'"]);
});

test("a file that does not parse is shown where it does not", () => {
  const error = Object.assign(
    new Error('Transform failed with 1 error:\n/app/bad.ts:2:18: ERROR: Unexpected ":"'),
    {
      name: "TransformError",
    },
  );
  const reported = only(error);
  expect(reported).toMatchObject({ name: "SyntaxError", message: 'Unexpected ":"' });
  expect(reported.frames[0]).toMatchObject({
    path: "/app/bad.ts",
    line: 2,
    column: 19,
    owner: "program",
  });
});
