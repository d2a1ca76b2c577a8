import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeSegment,
  encodeSegment,
  hasEmptySegment,
  joinPath,
  mergeSlashes,
  splitPath,
} from "../../src/routing/path.ts";

const segmentsOf = (rawPath: string): readonly string[] => {
  const split = splitPath(rawPath);
  if (split.kind !== "segments") throw new Error(split.detail);
  return split.segments;
};

describe("a raw path is split first and decoded after", () => {
  test.each([
    ["/", ["", ""]],
    ["/users", ["", "users"]],
    ["/users/", ["", "users", ""]],
    ["//users", ["", "", "users"]],
    ["/a%2Fb/c", ["", "a/b", "c"]],
    ["/caf%C3%A9", ["", "café"]],
    ["/caf%c3%a9", ["", "café"]],
    ["/a+b", ["", "a+b"]],
    ["/a%20b", ["", "a b"]],
    ["/a%2520b", ["", "a%20b"]],
    ["/a%00b", ["", "a\0b"]],
    ["/a%5Cb", ["", "a\\b"]],
    ["/%2e%2e/x", ["", "..", "x"]],
    ["/a/../b/./c", ["", "a", "..", "b", ".", "c"]],
    ["/a;v=1", ["", "a;v=1"]],
  ])("%s", (rawPath, segments) => {
    expect(segmentsOf(rawPath)).toEqual(segments);
  });
});

describe("a path that cannot be decoded is bad", () => {
  test.each([
    ["/%", "two hexadecimal digits"],
    ["/a%2", "two hexadecimal digits"],
    ["/%zz/x", "two hexadecimal digits"],
    ["/ok/%C3", "not UTF-8"],
    ["/%FF", "not UTF-8"],
    ["/%C0%AF", "not UTF-8"],
    ["/%ED%A0%80", "not UTF-8"],
    ["/%F4%90%80%80", "not UTF-8"],
    ["users", "begin with a slash"],
    ["", "begin with a slash"],
    ["*", "begin with a slash"],
    ["\\host", "begin with a slash"],
  ])("%s", (rawPath, detail) => {
    expect(splitPath(rawPath)).toEqual({
      kind: "bad-path",
      detail: expect.stringContaining(detail),
    });
  });
});

test("a segment keeps what RFC 3986 allows in one and encodes the rest", () => {
  expect(encodeSegment("AZaz09-._~!$&'()*+,;=:@")).toBe("AZaz09-._~!$&'()*+,;=:@");
  expect(encodeSegment('/\\?#[]%"<>^`{|} \n')).toBe(
    "%2F%5C%3F%23%5B%5D%25%22%3C%3E%5E%60%7B%7C%7D%20%0A",
  );
  expect(encodeSegment("é☃😀")).toBe("%C3%A9%E2%98%83%F0%9F%98%80");
});

test("half of a surrogate pair is no segment", () => {
  expect(encodeSegment("a\uD83D")).toBeUndefined();
});

test("every text decodes to itself when it was encoded", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(decodeSegment(encodeSegment(text) as string)).toBe(text);
    }),
  );
});

test("merging leaves single slashes and the one at the end", () => {
  expect(mergeSlashes(segmentsOf("//a///b//"))).toEqual(["", "a", "b", ""]);
  expect(mergeSlashes(segmentsOf("//"))).toEqual(["", ""]);
  expect(mergeSlashes(segmentsOf("//a"))).toEqual(["", "a"]);
  expect(hasEmptySegment(segmentsOf("/a/b/"))).toBe(false);
  expect(hasEmptySegment(segmentsOf("/"))).toBe(false);
  expect(hasEmptySegment(segmentsOf("//"))).toBe(true);
  expect(hasEmptySegment(segmentsOf("/a//"))).toBe(true);
});

test("a joined path never names a host", () => {
  expect(joinPath(["", "", "evil.example"])).toBeUndefined();
  expect(joinPath(["", "/evil.example", ""])).toBe("/%2Fevil.example/");
  expect(joinPath(["", "\\evil.example", ""])).toBe("/%5Cevil.example/");
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" })), (segments) => {
      const path = joinPath(["", ...segments, "x"]);
      if (path !== undefined) expect(path).toMatch(/^\/[^/\\]/);
    }),
  );
});

test("a joined path has no segment that a client would resolve", () => {
  expect(joinPath(["", "a", "..", ""])).toBeUndefined();
  expect(joinPath(["", ".", ""])).toBeUndefined();
  expect(joinPath(["", "...", ""])).toBe("/.../");
});

test("a joined path is split into the same segments", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary", minLength: 1 })), (texts) => {
      const segments = ["", ...texts, ""];
      const path = joinPath(segments);
      if (path !== undefined) expect(segmentsOf(path)).toEqual(segments);
    }),
  );
});

test("splitting never throws", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (rawPath) => {
      expect(["segments", "bad-path"]).toContain(splitPath(rawPath).kind);
    }),
  );
});
