import { describe, expect, test } from "vitest";
import { formatContentDisposition } from "../../src/http/content-disposition.ts";

describe("a name", () => {
  test.each([
    ["hello.txt", "inline; filename=hello.txt"],
    ["noext", "inline; filename=noext"],
    ["sp ace.txt", 'inline; filename="sp ace.txt"'],
    ['a "b".txt', 'inline; filename="a \\"b\\".txt"'],
    ["a\\b.txt", 'inline; filename="a\\\\b.txt"'],
    ["a;b=c.txt", 'inline; filename="a;b=c.txt"'],
    ["", "inline"],
    ["naïve ☃.txt", "inline; filename=\"naive .txt\"; filename*=UTF-8''na%C3%AFve%20%E2%98%83.txt"],
    ["☃", "inline; filename=download; filename*=UTF-8''%E2%98%83"],
    ["😀.txt", "inline; filename=.txt; filename*=UTF-8''%F0%9F%98%80.txt"],
    [
      "it's (é) *.txt",
      "inline; filename=\"it's (e) *.txt\"; filename*=UTF-8''it%27s%20%28%C3%A9%29%20%2A.txt",
    ],
    // What one client would decode and another would not.
    ["50%25.txt", "inline; filename=50%25.txt; filename*=UTF-8''50%2525.txt"],
    ["50%.txt", "inline; filename=50%.txt"],
  ])("%j is sent as %s", (name, field) => {
    expect(formatContentDisposition("inline", name)).toBe(field);
  });

  test.each(["a\r\nSet-Cookie: b", "a\0.txt", "a\t.txt", "a\x7f.txt", "é\r.txt"])(
    "%j is refused",
    (name) => {
      expect(() => formatContentDisposition("attachment", name)).toThrow("[download-name]");
    },
  );

  test("that is no text is refused", () => {
    expect(() => formatContentDisposition("attachment", "\ud800.txt")).toThrow("[download-name]");
  });

  test("need not be there", () => {
    expect(formatContentDisposition("attachment", null)).toBe("attachment");
  });
});
