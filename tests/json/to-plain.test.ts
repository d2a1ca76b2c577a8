import { expect, test } from "vitest";
import { resolvePolicy } from "../../src/json/policy.ts";
import { encoderOnly, toPlain } from "../../src/json/to-plain.ts";

const policy = resolvePolicy({});

test("a plain value is itself, not a copy", () => {
  const value = { a: [{ b: undefined, c: [null] }] };
  expect(toPlain(value, policy)).toBe(value);
});

test.each<[string, unknown, unknown]>([
  ["a bigint", 1n, "1"],
  ["dates", [new Date(0), new Date(NaN)], ["1970-01-01T00:00:00.000Z", null]],
  ["a Set", new Set([1, new Set([2n])]), [1, ["2"]]],
  [
    "a Map",
    new Map<string, unknown>([
      ["b", 1n],
      ["a", new Map()],
    ]),
    { b: "1", a: {} },
  ],
  [
    "rows",
    {
      rows: [
        { id: 1n, name: "a" },
        { id: 2, name: "b" },
      ],
    },
    {
      rows: [
        { id: "1", name: "a" },
        { id: 2, name: "b" },
      ],
    },
  ],
])("%s has a plain copy", (_, value, plain) => {
  expect(toPlain(value, policy)).toEqual(plain);
});

test("only what holds something special is copied, and the original stays as it was", () => {
  const kept = { a: 1 };
  const value = { at: new Date(0), kept, list: [kept] };
  const plain = toPlain(value, policy) as typeof value;
  expect(plain.kept).toBe(kept);
  expect(plain.list).toBe(value.list);
  expect(value.at).toEqual(new Date(0));
});

const circle: unknown[] = [];
circle.push({ circle });

test.each<[string, unknown]>([
  ["a circle", circle],
  ["a Map with a name that looks like a number", new Map([["1", 1]])],
  ["a Map with other keys", new Map([[1, 1]])],
  ["a Map that would set a prototype", new Map([["__proto__", {}]])],
  ["a Map that would convert itself", new Map([["toJSON", () => 1]])],
  [
    "a special value under __proto__",
    JSON.parse('{"__proto__":1}', (key, value: unknown) => (key === "__proto__" ? 1n : value)),
  ],
  ["a date with a toJSON of its own", Object.assign(new Date(0), { toJSON: () => 1 })],
  ["a Set with a toJSON of its own", Object.assign(new Set(), { toJSON: () => 1 })],
  ["a subclass of Date", new (class Day extends Date {})(0)],
  ["a subclass of Array", class Tags extends Array {}.from([1n])],
  ["an iterable object", { [Symbol.iterator]: () => [][Symbol.iterator]() }],
  ["a function", [() => 1]],
  ["nothing", undefined],
])("%s is left to the encoder", (_, value) => {
  expect(toPlain(value, policy)).toBe(encoderOnly);
});

test("bigints that are not to be strings are left to the encoder", () => {
  expect(toPlain([1n], resolvePolicy({ bigint: "number" }))).toBe(encoderOnly);
});
