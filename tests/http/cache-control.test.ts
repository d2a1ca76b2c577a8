import { describe, expect, test } from "vitest";
import { formatCacheControl, type CacheDirectives } from "../../src/http/cache-control.ts";

describe("directives", () => {
  test.each<[CacheDirectives, string]>([
    [{ maxAge: 60, public: true }, "max-age=60, public"],
    [{ public: true, maxAge: 60 }, "public, max-age=60"],
    [{ noStore: true, noCache: false, maxAge: undefined }, "no-store"],
    [{ private: true, maxAge: 0, mustRevalidate: true }, "private, max-age=0, must-revalidate"],
    [{ maxAge: 31_536_000, immutable: true }, "max-age=31536000, immutable"],
    [
      { sMaxAge: 5, staleWhileRevalidate: 30, staleIfError: 60 },
      "s-maxage=5, stale-while-revalidate=30, stale-if-error=60",
    ],
    [
      { noTransform: true, proxyRevalidate: true, mustUnderstand: true },
      "no-transform, proxy-revalidate, must-understand",
    ],
    [{}, ""],
  ])("%j are %j", (directives, field) => {
    expect(formatCacheControl(directives)).toBe(field);
  });

  test.each<[object]>([
    [{ maxAge: -1 }],
    [{ maxAge: 1.5 }],
    [{ maxAge: Number.NaN }],
    [{ maxAge: Infinity }],
    [{ maxAge: "60" }],
    [{ maxAge: true }],
    [{ sMaxAge: 2 ** 31 + 1 }],
    [{ public: "yes" }],
    [{ public: 1 }],
    [{ public: true, private: true }],
    [{ max_age: 60 }],
    [{ "max-age": 60 }],
    [{ "x\r\nset-cookie": true }],
    [{ __proto__: null, constructor: true }],
    [{ toString: true }],
  ])("%j are refused", (directives) => {
    expect(() => formatCacheControl(directives)).toThrow("[cache-directive]");
  });
});
