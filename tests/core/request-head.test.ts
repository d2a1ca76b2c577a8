import { describe, expect, test } from "vitest";
import type { Request } from "../../src/core/request.ts";
import { requestOf } from "./request-of.ts";

const having = (headers: Record<string, string>): Request => requestOf({ headers });
const bare = requestOf({});

describe("negotiation", () => {
  test("asks the four fields", () => {
    const request = having({
      accept: "text/html;q=0.5, application/json;q=0.9",
      "accept-language": "de, en;q=0.5",
      "accept-encoding": "gzip",
      "accept-charset": "utf-8",
    });
    expect(request.accept.best("text/html", "application/json")).toBe("application/json");
    expect(request.accept.quality("text/html")).toBe(0.5);
    expect(request.acceptLanguages.best("en", "de")).toBe("de");
    expect(request.acceptEncodings.best("br", "gzip")).toBe("gzip");
    expect(request.acceptCharsets.best("latin1", "utf-8")).toBe("utf-8");
  });

  test("without fields takes anything, but nothing compressed", () => {
    expect(bare.accept.best("text/html")).toBe("text/html");
    expect(bare.acceptLanguages.best("en")).toBe("en");
    expect(bare.acceptCharsets.best("utf-8")).toBe("utf-8");
    expect(bare.acceptEncodings.best("gzip", "identity")).toBe("identity");
  });

  test("is parsed once", () => {
    expect(bare.accept).toBe(bare.accept);
  });
});

describe("conditions", () => {
  test("are read", () => {
    const request = having({
      "if-match": '"a", W/"b"',
      "if-none-match": "*",
      "if-modified-since": "Tue, 14 Nov 2023 22:13:20 GMT",
      "if-unmodified-since": "Tuesday, 14-Nov-23 22:13:20 GMT",
      range: "bytes=0-4",
    });
    expect(request.ifMatch).toEqual({ any: false, strong: ["a"], weak: ["b"] });
    expect(request.ifNoneMatch).toEqual({ any: true, strong: [], weak: [] });
    expect(request.ifModifiedSince).toEqual(new Date(1_700_000_000_000));
    expect(request.ifUnmodifiedSince).toEqual(new Date(1_700_000_000_000));
    expect(request.range).toEqual([{ kind: "from", first: 0, last: 4 }]);
  });

  test("are null where they are not, and where they are malformed", () => {
    for (const request of [
      bare,
      having({
        "if-modified-since": "yesterday",
        "if-unmodified-since": "0",
        "if-range": "x",
        range: "bytes=x",
      }),
    ]) {
      expect(request.ifModifiedSince).toBeNull();
      expect(request.ifUnmodifiedSince).toBeNull();
      expect(request.ifRange).toBeNull();
      expect(request.range).toBeNull();
    }
    expect(bare.ifMatch).toBeNull();
    expect(bare.ifNoneMatch).toBeNull();
  });

  test.each([
    ['"v1"', { kind: "tag", tag: '"v1"' }],
    ['W/"v1"', { kind: "tag", tag: 'W/"v1"' }],
    ["Tue, 14 Nov 2023 22:13:20 GMT", { kind: "date", date: new Date(1_700_000_000_000) }],
  ])("If-Range: %s", (field, expected) => {
    expect(having({ "if-range": field }).ifRange).toEqual(expected);
  });
});

test("credentials are read, or are none", () => {
  expect(having({ authorization: "Bearer abc" }).authorization?.token).toBe("abc");
  expect(having({ authorization: "Basic !!!" }).authorization).toBeNull();
  expect(bare.authorization).toBeNull();
});

describe("what the body is declared as", () => {
  test.each([
    ["application/json", "application/json", {}, true],
    ["Application/JSON; Charset=UTF-8", "application/json", { charset: "UTF-8" }, true],
    ["application/json;", "application/json", {}, true],
    ['application/json; a="b;c"; d=e', "application/json", { a: "b;c", d: "e" }, true],
    ["application/vnd.api+json; version=2", "application/vnd.api+json", { version: "2" }, true],
    ["image/x+json", "image/x+json", {}, false],
    ["application/json-seq", "application/json-seq", {}, false],
    ["text/json", "text/json", {}, false],
    ["garbage", "", {}, false],
    ["application/json, text/plain", "", {}, false],
    ["", "", {}, false],
  ])("%j", (contentType, mimetype, parameters, isJson) => {
    const request = having({ "content-type": contentType });
    expect(request.contentType).toBe(contentType);
    expect(request.mimetype).toBe(mimetype);
    expect(Object.fromEntries(request.mimetypeParameters)).toEqual(parameters);
    expect(request.isJson).toBe(isJson);
  });

  test("nothing", () => {
    expect(bare.contentType).toBeNull();
    expect(bare.mimetype).toBe("");
    expect(bare.isJson).toBe(false);
    expect(bare.mimetypeParameters.size).toBe(0);
  });

  test.each([
    ["8", 8],
    ["0", 0],
    ["-1", null],
    ["1e3", null],
    ["", null],
    ["9999999999999999", null],
  ])("Content-Length: %j is %s", (field, bytes) => {
    expect(having({ "content-length": field }).contentLength).toBe(bytes);
  });
});

test("who asks, and from where", () => {
  const request = having({ "user-agent": "curl/8", referer: "https://a/b" });
  expect(request.userAgent).toBe("curl/8");
  expect(request.referrer).toBe("https://a/b");
  expect([bare.userAgent, bare.referrer, bare.contentLength]).toEqual([null, null, null]);
});
