import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildQuery } from "../../src/routing/build-query.ts";
import { parsePattern } from "../../src/routing/pattern.ts";

const pattern = parsePattern("/users/<id>");

test.each<[Record<string, unknown>, string]>([
  [{}, ""],
  [{ id: 1 }, ""],
  [{ z: 1, a: 2, m: 3 }, "?z=1&a=2&m=3"],
  [{ tag: ["a", "b"] }, "?tag=a&tag=b"],
  [{ tag: [] }, ""],
  [{ tag: ["a", null, undefined] }, "?tag=a"],
  [{ a: null, b: 1, c: undefined }, "?b=1"],
  [{ a: "" }, "?a="],
  [{ a: true, b: false }, "?a=true&b=false"],
  [{ a: 2n ** 64n, b: -1.5, c: 0 }, "?a=18446744073709551616&b=-1.5&c=0"],
  [{ at: new Date("2026-01-31T12:00:00Z") }, "?at=2026-01-31T12:00:00.000Z"],
  [{ q: "a b&c=d/é?#+" }, "?q=a+b%26c%3Dd/%C3%A9?%23%2B"],
  [{ "a b": 1, "c[]": 2 }, "?a+b=1&c%5B%5D=2"],
])("%o is %s", (values, query) => {
  expect(buildQuery(pattern, values)).toBe(query);
});

describe("what has no text is refused by name", () => {
  test.each<[unknown, string]>([
    [{ a: 1 }, "filter cannot stand in a query: it is an object"],
    [[["a"]], "it is an array"],
    [Number.NaN, "it is NaN"],
    [Number.POSITIVE_INFINITY, "it is Infinity"],
    [new Date(Number.NaN), "it is an invalid Date"],
    [() => 1, "it is a function"],
    ["\uD83D", "cannot stand in a query"],
  ])("%s", (value, message) => {
    expect(() => buildQuery(pattern, { filter: value })).toThrow(message);
  });
});

test("the web's own reader finds the same fields", () => {
  const texts = fc.array(fc.string({ unit: "binary" }), { minLength: 1 });
  fc.assert(
    fc.property(texts, (all) => {
      const read = new URLSearchParams(buildQuery(pattern, { "k&=": all }));
      expect(read.getAll("k&=")).toEqual(all);
    }),
  );
});
