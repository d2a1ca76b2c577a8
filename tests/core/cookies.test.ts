import { describe, expect, test } from "vitest";
import { readCookies, readCookieValues } from "../../src/core/cookies.ts";
import { requestOf } from "./request-of.ts";

describe("cookies", () => {
  const cookiesOf = (cookie: string | readonly string[]): Record<string, unknown> => ({
    ...requestOf({ headers: { cookie } }).cookies,
  });

  test.each([
    ["a=1; b=2", { a: "1", b: "2" }],
    ["a=1; a=2", { a: "1" }],
    ["a=x%20y", { a: "x y" }],
    ["a=100%", { a: "100%" }],
    ["a=b=c", { a: "b=c" }],
    ['a="x y"; b=""', { a: "x y", b: "" }],
    ['a="\\303\\251\\"%41"', { a: 'é"%41' }],
    ['a="', { a: '"' }],
    ["A=1; a=2", { A: "1", a: "2" }],
    ["=x; b=2", { b: "2" }],
    ["nonsense", {}],
    ["", {}],
  ])("%s", (header, expected) => {
    expect(cookiesOf(header)).toEqual(expected);
  });

  test("none are sent: none are there", () => {
    expect(Object.keys(requestOf({}).cookies)).toEqual([]);
    expect(requestOf({}).cookies["toString"]).toBeUndefined();
  });

  test("a cookie named __proto__ is a cookie like any other", () => {
    const { cookies } = requestOf({ headers: { cookie: "__proto__=1; a=2" } });
    expect(cookies["__proto__"]).toBe("1");
    expect(Object.keys(cookies)).toEqual(["__proto__", "a"]);
  });
});

test("all values of a repeated name", () => {
  const field = 'a=1; b=2; a="x y"; a = %20 ;a; aa=3; =4';
  expect(readCookieValues(field, "a")).toEqual(["1", "x y", " "]);
  expect(readCookieValues(field, "b")).toEqual(["2"]);
  expect(readCookieValues(field, "c")).toEqual([]);
  expect(readCookieValues(field, "")).toEqual([]);
  expect(requestOf({ headers: { cookie: field } }).cookieValues("a")).toEqual(["1", "x y", " "]);
});

test("lines that HTTP/2 has split are one field", () => {
  const request = requestOf({
    headers: [
      ["cookie", "a=1"],
      ["cookie", "b=2, c"],
    ],
  });
  expect({ ...request.cookies }).toEqual({ a: "1", b: "2, c" });
});

test("the record has no prototype to be reached", () => {
  for (const name of ["constructor", "toString", "__proto__"]) {
    expect(name in readCookies("a=1")).toBe(false);
  }
});
