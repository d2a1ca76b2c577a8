import { afterEach, expect, test } from "vitest";
import { keepOutput, Output } from "../../src/debug/console-output.ts";

const { debug, error, info, log, warn } = console;
const printed: unknown[][] = [];
const print = (...message: unknown[]): void => void printed.push(message);

afterEach(() => {
  Object.assign(console, { debug, error, info, log, warn });
  printed.length = 0;
});

test("what is written is kept, and printed as before", () => {
  Object.assign(console, { debug: print, error: print, info: print, log: print, warn: print });
  const output = new Output();
  const stop = keepOutput(() => output);
  console.log("user %d", 7);
  console.warn("careful", { id: 1 });
  stop();
  console.log("later");
  expect(output.lines).toEqual([
    { level: "log", text: "user 7" },
    { level: "warn", text: "careful { id: 1 }" },
  ]);
  expect(printed).toEqual([["user %d", 7], ["careful", { id: 1 }], ["later"]]);
  expect(console.log).toBe(print);
});

test("what is written outside of requests is only printed", () => {
  console.log = print;
  const stop = keepOutput(() => undefined);
  console.log("x");
  stop();
  expect(printed).toEqual([["x"]]);
});

test("whoever has put something else in its place keeps it", () => {
  const stop = keepOutput(() => undefined);
  console.log = print;
  stop();
  expect(console.log).toBe(print);
});

test("of too much, the last lines are kept, and each is short", () => {
  const output = new Output();
  for (let i = 0; i < 300; i++) output.add("log", [`line ${i}`]);
  output.add("log", ["x".repeat(5_000)]);
  expect(output.lines).toHaveLength(200);
  expect(output.lines.at(-2)).toEqual({ level: "log", text: "line 299" });
  expect(output.lines.at(-1)!.text).toBe(`${"x".repeat(2_000)}… 3000 more`);
});

test("what cannot be looked at does no harm", () => {
  const output = new Output();
  const hostile = {
    get [Symbol.toStringTag](): string {
      throw new Error("hostile");
    },
    [Symbol.for("nodejs.util.inspect.custom")](): string {
      throw new Error("hostile");
    },
  };
  output.add("log", [hostile]);
  output.add("log", ["after"]);
  expect(output.lines.at(-1)).toEqual({ level: "log", text: "after" });
});
