import { parseCookie } from "cookie";
import { describe, expect, test } from "vitest";
import {
  formatDeletedCookie,
  formatSetCookie,
  type CookieOptions,
} from "../../src/http/set-cookie.ts";

const day = new Date("2023-11-14T22:13:20Z");

describe("a cookie", () => {
  test.each<[CookieOptions, string]>([
    [{}, "a=1; Path=/"],
    [{ path: "/c" }, "a=1; Path=/c"],
    [{ path: null }, "a=1"],
    [{ path: undefined, secure: undefined, sameSite: undefined }, "a=1; Path=/"],
    [{ expires: day }, "a=1; Expires=Tue, 14 Nov 2023 22:13:20 GMT; Path=/"],
    [{ expires: day, maxAge: 5 }, "a=1; Expires=Tue, 14 Nov 2023 22:13:20 GMT; Max-Age=5; Path=/"],
    [{ domain: "example.com" }, "a=1; Domain=example.com; Path=/"],
    [{ secure: true }, "a=1; Secure; Path=/"],
    [{ secure: false, httpOnly: false, partitioned: false }, "a=1; Path=/"],
    [{ httpOnly: true }, "a=1; HttpOnly; Path=/"],
    [{ sameSite: "lax" }, "a=1; Path=/; SameSite=Lax"],
    [{ sameSite: "Strict" }, "a=1; Path=/; SameSite=Strict"],
    [{ sameSite: "none" }, "a=1; Path=/; SameSite=None"],
    [{ partitioned: true }, "a=1; Secure; Path=/; Partitioned"],
    [{ priority: "high" }, "a=1; Path=/; Priority=High"],
    [
      {
        priority: "low",
        partitioned: true,
        sameSite: "None",
        httpOnly: true,
        secure: true,
        path: "/c",
        domain: ".example.com",
        expires: day,
      },
      "a=1; Domain=.example.com; Expires=Tue, 14 Nov 2023 22:13:20 GMT; Secure; HttpOnly; Path=/c; SameSite=None; Partitioned; Priority=Low",
    ],
  ])("with %j is %s", (options, line) => {
    expect(formatSetCookie("a", "1", options)).toBe(line);
  });

  test("that lives for some time says when that ends, too", () => {
    const line = formatSetCookie("a", "1", { maxAge: 120 });
    const [, expires] = /^a=1; Expires=([^;]+); Max-Age=120; Path=\/$/.exec(line)!;
    const inSeconds = (Date.parse(expires!) - Date.now()) / 1_000;
    expect(inSeconds).toBeGreaterThan(60);
    expect(inSeconds).toBeLessThanOrEqual(120);
  });

  test.each<[string, CookieOptions, string]>([
    ["__Host-id", {}, "__Host-id=1; Secure; Path=/"],
    ["__Host-id", { path: "/", secure: true }, "__Host-id=1; Secure; Path=/"],
    [
      "__Secure-id",
      { domain: "example.com", path: "/c" },
      "__Secure-id=1; Domain=example.com; Secure; Path=/c",
    ],
  ])("named %s with %j is %s", (name, options, line) => {
    expect(formatSetCookie(name, "1", options)).toBe(line);
  });

  test.each<[string, CookieOptions]>([
    ["__Host-id", { domain: "example.com" }],
    ["__Host-id", { path: "/c" }],
    ["__Host-id", { path: null }],
    ["__Host-id", { secure: false }],
    ["__host-id", { path: "/c" }],
    ["__HOST-id", { domain: "example.com" }],
    ["__Secure-id", { secure: false }],
    ["__SECURE-id", { secure: false }],
    ["a", { partitioned: true, secure: false }],
  ])("named %s with %j would be dropped by browsers, and is refused", (name, options) => {
    expect(() => formatSetCookie(name, "1", options)).toThrow("[cookie-option]");
  });

  test("is forgotten by what it is set with", () => {
    expect(formatDeletedCookie("a", { path: "/c", domain: "example.com", secure: true })).toBe(
      "a=; Domain=example.com; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Secure; Path=/c",
    );
  });
});

describe("a value", () => {
  test.each([
    ["", "a=; Path=/"],
    ["a=b=c", "a=a=b=c; Path=/"],
    ["!#$&'()*+-./:<=>?@[]^_`{|}~", "a=!#$&'()*+-./:<=>?@[]^_`{|}~; Path=/"],
    ["50%", "a=50%25; Path=/"],
    ['a b,c;d"e\\f', "a=a%20b%2Cc%3Bd%22e%5Cf; Path=/"],
    ["é☃", "a=%C3%A9%E2%98%83; Path=/"],
    ["1\r\nSet-Cookie: b=2", "a=1%0D%0ASet-Cookie:%20b=2; Path=/"],
    ["\0\t\x7f", "a=%00%09%7F; Path=/"],
  ])("%j is sent as %s", (value, line) => {
    expect(formatSetCookie("a", value)).toBe(line);
  });

  test.each([
    "",
    "plain",
    "50% off",
    "%41",
    "%",
    '"quoted"',
    " spaces around ",
    "a=b; c=d",
    "\u{1f600} é ☃",
    "\r\n\0",
    JSON.stringify({ a: [1, "ü"] }),
  ])("%j comes back as it was", (value) => {
    const pair = formatSetCookie("a", value).split(";", 1)[0]!;
    expect(parseCookie(`x=1; ${pair}; y=2`)).toMatchObject({ a: value });
  });

  test.each([["\ud800"], [1], [null], [undefined], [{}]])("%j is refused", (value) => {
    expect(() => formatSetCookie("a", value as string)).toThrow("[cookie-value]");
  });

  test("and its name have room for 4,096 bytes together, encoded", () => {
    expect(formatSetCookie("ab", "x".repeat(4_094))).toContain("Path=/");
    expect(() => formatSetCookie("ab", "x".repeat(4_095))).toThrow("[cookie-size]");
    expect(() => formatSetCookie("ab", "é".repeat(683))).toThrow("4100 bytes");
  });
});

describe("nothing gets into the line that is no part of it", () => {
  test.each([
    "",
    " ",
    "a b",
    "a=b",
    "a;b",
    "a,b",
    "a\r\nSet-Cookie: b",
    "a\0",
    "a\t",
    "é",
    '"a"',
    "a; HttpOnly",
    "a@b",
    "{}",
  ])("by the name %j", (name) => {
    expect(() => formatSetCookie(name, "1")).toThrow("[cookie-name]");
  });

  test.each<[object]>([
    [{ sameSite: "lax; Domain=evil.example" }],
    [{ sameSite: "maybe" }],
    [{ sameSite: true as never, priority: "urgent" }],
    [{ priority: "high\r\nSet-Cookie: b=2" }],
    [{ path: "/; Domain=evil.example" }],
    [{ path: "/\r\nSet-Cookie: b=2" }],
    [{ path: "c" }],
    [{ path: "" }],
    [{ path: "/é" }],
    [{ domain: "" }],
    [{ domain: "a b" }],
    [{ domain: "evil.example; Path=/" }],
    [{ domain: "a\r\nb" }],
    [{ domain: "-a.example" }],
    [{ domain: "a..b" }],
    [{ maxAge: 1.5 }],
    [{ maxAge: Number.NaN }],
    [{ maxAge: "60" }],
    [{ maxAge: Infinity }],
    [{ expires: new Date(Number.NaN) }],
    [{ expires: 1_700_000_000 }],
    [{ expires: "tomorrow; HttpOnly" }],
    [{ samesite: "lax" }],
    [{ httponly: true }],
    [{ max_age: 60 }],
    [{ name: "b" }],
    [{ value: "b" }],
    [{ encode: String }],
  ])("by the options %j", (options) => {
    expect(() => formatSetCookie("a", "1", options)).toThrow("[cookie-option]");
  });
});
