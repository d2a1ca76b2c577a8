import { expect, test } from "vitest";
import { parseTarget } from "../../src/h1/request-target.ts";

test.each<[string, string, string, string | null]>([
  ["GET", "/", "/", null],
  ["GET", "/a?b", "/a?b", null],
  ["GET", "//evil.example/a", "//evil.example/a", null],
  ["OPTIONS", "/", "/", null],
  ["OPTIONS", "*", "*", null],
  ["GET", "http://h", "/", "h"],
  ["GET", "http://h/", "/", "h"],
  ["GET", "HTTP://h:81/a?b", "/a?b", "h:81"],
  ["GET", "https://h/a", "/a", "h"],
  ["GET", "http://h?a=/b", "/?a=/b", "h"],
  ["GET", "http://[::1]:80/a", "/a", "[::1]:80"],
  ["GET", "http://h//a", "//a", "h"],
  ["OPTIONS", "http://h", "*", "h"],
  ["OPTIONS", "http://h/", "/", "h"],
])("%s %s asks for %s of %s", (method, text, target, authority) => {
  const secure = text.startsWith("https:");
  expect(parseTarget(method, text)).toEqual({ target, authority, secure });
});

test.each([
  ["GET", "*", "target"],
  ["options", "*", "target"],
  ["OPTIONS", "**", "target"],
  ["GET", "a", "target"],
  ["GET", "h:80", "target"],
  ["GET", "\\a", "target"],
  ["GET", "?a", "target"],
  ["GET", "http:/h", "target"],
  ["GET", "http:///a", "target"],
  ["GET", "http://", "target"],
  ["GET", "http://:80/", "target"],
  ["GET", "http://user@h/", "target"],
  ["GET", "http://h:99999/", "target"],
  ["GET", "http://h\\x/", "target"],
  ["GET", "ftp://h/", "target"],
  ["GET", "ws://h/", "target"],
  ["CONNECT", "h:443", "connect-refused"],
  ["CONNECT", "/", "connect-refused"],
])("%s %s is refused as %s", (method, text, code) => {
  expect(() => parseTarget(method, text)).toThrow(expect.objectContaining({ code }) as Error);
});
