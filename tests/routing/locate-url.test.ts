import { describe, expect, test } from "vitest";
import { locateUrl } from "../../src/routing/locate-url.ts";
import type { UrlBase, UrlForm } from "../../src/routing/locate-url.ts";

const here: UrlBase = { scheme: "http", authority: "example.com:5000", mountPath: "" };
const mounted: UrlBase = { scheme: "https", authority: "Example.com:443", mountPath: "/api" };

describe("a URL is a path unless more is asked for, or its host is another", () => {
  test.each<[string | undefined, UrlBase | undefined, UrlForm, string]>([
    [undefined, undefined, {}, "/a"],
    [undefined, undefined, { external: false }, "/a"],
    [undefined, here, {}, "/a"],
    [undefined, mounted, {}, "/api/a"],
    [undefined, here, { external: true }, "http://example.com:5000/a"],
    [undefined, mounted, { external: true }, "https://example.com/api/a"],
    [undefined, here, { scheme: "https" }, "https://example.com:5000/a"],
    [undefined, mounted, { scheme: "http" }, "http://example.com/api/a"],
    [undefined, here, { scheme: "", external: true }, "//example.com:5000/a"],
    [
      undefined,
      { ...here, authority: "example.com:80" },
      { external: true },
      "http://example.com/a",
    ],
    [undefined, { ...here, authority: "[::1]:80" }, { external: true }, "http://[::1]/a"],
    ["example.com", here, {}, "/a"],
    ["example.com", here, { external: true }, "http://example.com:5000/a"],
    ["eu.example.com", here, {}, "http://eu.example.com:5000/a"],
    ["eu.example.com", mounted, {}, "https://eu.example.com/api/a"],
    ["eu.example.com", undefined, {}, "//eu.example.com/a"],
    ["eu.example.com", undefined, { scheme: "https" }, "https://eu.example.com/a"],
  ])("host %s at %o with %o: %s", (host, base, form, url) => {
    expect(locateUrl({ host, path: "/a" }, base, form)).toBe(url);
  });
});

describe("what cannot be written is refused", () => {
  test.each<[string | undefined, UrlBase | undefined, UrlForm, string]>([
    [undefined, undefined, { external: true }, "give the application a serverName"],
    [undefined, { ...here, authority: "" }, { external: true }, "nothing says what its host is"],
    [undefined, here, { scheme: "https", external: false }, "leave one of them out"],
    ["eu.example.com", here, { external: false }, "it is at eu.example.com"],
    [undefined, here, { scheme: "java script" }, '"java script" is no scheme'],
    [undefined, here, { scheme: "http://evil.example/" }, "is no scheme"],
  ])("host %s at %o with %o: %s", (host, base, form, message) => {
    expect(() => locateUrl({ host, path: "/a" }, base, form)).toThrow(message);
    expect(() => locateUrl({ host, path: "/a" }, base, form)).toThrow(
      expect.objectContaining({ code: "url-build" }),
    );
  });
});
