import { describe, expect, test } from "vitest";
import { Response } from "../../src/core/response.ts";

const day = new Date("2023-11-14T22:13:20.999Z");

test("cookies are lines of their own, in the order in which they were set", () => {
  const response = new Response("ok");
  response.setCookie("a", "1");
  response.setCookie("b", "2", { httpOnly: true });
  response.setCookie("a", "3");
  response.setCookie("empty");
  response.deleteCookie("c", { path: "/c" });
  expect(response.headers.getSetCookie()).toEqual([
    "a=1; Path=/",
    "b=2; HttpOnly; Path=/",
    "a=3; Path=/",
    "empty=; Path=/",
    "c=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/c",
  ]);
  expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
});

test("vary adds what is new", () => {
  const response = new Response("ok");
  response.vary("Accept");
  response.vary("accept", "Cookie");
  expect(response.headers.getAll("vary")).toEqual(["Accept, Cookie"]);
});

test("vary gathers the lines that are there", () => {
  const response = new Response("ok", { headers: { vary: ["Accept", "Origin"] } });
  response.vary("Cookie");
  expect(response.headers.getAll("vary")).toEqual(["Accept, Origin, Cookie"]);
});

test("vary refuses what could split the message", () => {
  expect(() => new Response("ok").vary("a\r\nx: y")).toThrow("[header-value]");
});

test("cacheControl replaces what was said before", () => {
  const response = new Response("ok", { headers: { "cache-control": "no-store" } });
  response.cacheControl({ maxAge: 60, public: true });
  expect(response.headers.getAll("cache-control")).toEqual(["max-age=60, public"]);
  response.cacheControl({ noStore: false });
  expect(response.headers.has("cache-control")).toBe(false);
});

describe.each(["lastModified", "expires"] as const)("%s", (name) => {
  const field = name === "expires" ? "expires" : "last-modified";

  test("is a date, to the second", () => {
    const response = new Response("ok");
    expect(response[name]).toBeNull();
    response[name] = day;
    expect(response.headers.get(field)).toBe("Tue, 14 Nov 2023 22:13:20 GMT");
    expect(response[name]).toEqual(new Date("2023-11-14T22:13:20Z"));
    response[name] = null;
    expect(response.headers.has(field)).toBe(false);
  });

  test("that is no date of HTTP is none", () => {
    expect(new Response("ok", { headers: { [field]: "0" } })[name]).toBeNull();
  });

  test.each([[new Date(Number.NaN)], [1_700_000_000], ["Tue, 14 Nov 2023 22:13:20 GMT"]])(
    "refuses %s",
    (date) => {
      expect(() => {
        new Response("ok")[name] = date as Date;
      }).toThrow("[header-date]");
    },
  );
});

test.each([
  ["v1", undefined, '"v1"'],
  ["v1", false, '"v1"'],
  ["v1", true, 'W/"v1"'],
])("setETag of %s, weak %s, sends %s", (tag, weak, sent) => {
  const response = new Response("ok");
  response.setETag(tag, weak);
  response.setETag(tag, weak);
  expect(response.headers.getAll("etag")).toEqual([sent]);
});

test("setETag refuses quotes, which it adds itself", () => {
  expect(() => new Response("ok").setETag('"v1"')).toThrow("[entity-tag]");
});
