import { expect, test } from "vitest";
import { Query } from "../../src/core/query.ts";
import { dumps } from "../../src/json/provider.ts";

test("a query is the platform's, with its methods", () => {
  const query = new Query("a=1&a=2&b=");
  expect(query).toBeInstanceOf(URLSearchParams);
  expect(query.get("a")).toBe("1");
  expect(query.getAll("a")).toEqual(["1", "2"]);
  expect(query.has("c")).toBe(false);
  expect(query.toString()).toBe("a=1&a=2&b=");
  expect([...query.keys()]).toEqual(["a", "a", "b"]);
});

test.each([
  ["q=%C3%A9%ff%C3%A9", [["q", "é%FFé"]]],
  ["?a=1", [["?a", "1"]]],
  ["a=+%2B", [["a", " +"]]],
  ["", []],
])("%s", (text, pairs) => {
  expect([...new Query(text)]).toEqual(pairs);
});

test("its readers read its first value, or all", () => {
  const query = new Query("page=2&page=3&x=1.5&debug=on&sort=asc&name=");
  expect(query.int("page")).toBe(2);
  expect(query.ints("page")).toEqual([2, 3]);
  expect(query.number("x")).toBe(1.5);
  expect(query.numbers("x")).toEqual([1.5]);
  expect(query.boolean("debug")).toBe(true);
  expect(query.oneOf("sort", ["asc", "desc"])).toBe("asc");
  expect(query.require("name")).toBe("");
});

test("what they refuse is named, and where it stands", () => {
  expect(() => new Query("page=x").int("page", { default: 1 })).toThrow(
    expect.objectContaining({
      status: 400,
      detail: 'query parameter "page" must be a whole number, but is "x"',
      extra: {
        errors: [{ in: "query", pointer: "/page", detail: 'must be a whole number, but is "x"' }],
      },
    }),
  );
  expect(() => new Query([["a", "x"]], "values").int("a")).toThrow(
    expect.objectContaining({ detail: 'parameter "a" must be a whole number, but is "x"' }),
  );
});

test("as JSON it is an object, and repeated names are lists", () => {
  expect(dumps(new Query("a=1&a=2&b=3"))).toBe('{"a":["1","2"],"b":"3"}');
});
