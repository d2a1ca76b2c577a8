import { expect, test } from "vitest";
import { shorten, shortText } from "../../src/debug/short-text.ts";

test.each([
  ["x", "'x'"],
  [7, "7"],
  [7n, "7n"],
  [null, "null"],
  [undefined, "undefined"],
  [Symbol("s"), "Symbol(s)"],
  [{ id: 1, tags: ["a"] }, "{ id: 1, tags: [ 'a' ] }"],
  [new Map([["a", 1]]), "Map(1) { 'a' => 1 }"],
  [new Date(0), "1970-01-01T00:00:00.000Z"],
])("%s is %s", (value, text) => {
  expect(shortText(value)).toBe(text);
});

test("a long value is cut, and says by how much", () => {
  expect(shortText("x".repeat(2_000), 20)).toMatch(/^'x{19}… \d+ more$/);
  expect(shorten("abc", 3)).toBe("abc");
  expect(shorten("abcde", 3)).toBe("abc… 2 more");
});

test("nothing of the value's own runs", () => {
  let ran = 0;
  const run = (): string => {
    ran++;
    throw new Error("hostile");
  };
  const value = {
    get secret() {
      return run();
    },
    toString: run,
    toJSON: run,
    [Symbol.for("nodejs.util.inspect.custom")]: run,
  };
  expect(shortText(value)).toContain("secret: [Getter]");
  expect(shortText(new Proxy({ a: 1 }, { get: run, ownKeys: run }))).not.toBe("");
  expect(
    shortText({
      get [Symbol.toStringTag]() {
        return run();
      },
    }),
  ).not.toBe("");
  expect(shortText(value)).not.toBe("");
  ran = 0;
  shortText(value);
  expect(ran).toBe(0);
});

test("a circle and a depth end", () => {
  const circle: Record<string, unknown> = { a: { b: { c: { d: 1 } } } };
  circle["self"] = circle;
  expect(shortText(circle)).toContain("[Circular");
  expect(shortText(circle)).toContain("[Object]");
});
