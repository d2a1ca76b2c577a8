import { expect, test } from "vitest";
import { isAuthority } from "../../src/h1/authority.ts";

test.each([
  "example.com",
  "EXAMPLE.com:80",
  "localhost:0",
  "a:65535",
  "a:",
  "",
  ":80",
  "127.0.0.1:5000",
  "[::1]",
  "[2001:db8::192.0.2.1]:8080",
  "my_host.internal",
  "a%20b",
  "-._~!$&'()*+,;=",
  "x".repeat(8_000),
])("%j is a host, perhaps with a port", (text) => {
  expect(isAuthority(text)).toBe(true);
});

test.each([
  "a:65536",
  "a:99999",
  "a:123456",
  "a:8o",
  "a:-1",
  "a:80:80",
  "a b",
  "a,b c",
  "a/b",
  "a\\b",
  "a?b",
  "a#b",
  "user@a",
  "user:secret@a",
  "caf\u00e9",
  "a\u0000",
  "a%2",
  "a%zz",
  "::1",
  "[::1",
  "[::1]x",
  "[::1]:65536",
  "[]",
  "[g::1]",
  "[fe80::1%25eth0]",
  `[${":".repeat(46)}]`,
  "<a>",
  '"a"',
  "{a}",
  "^",
  "|",
  "`",
])("%j is not", (text) => {
  expect(isAuthority(text)).toBe(false);
});
