import { expect, test } from "vitest";
import { isFieldValue, isToken, trimWhitespace } from "../../src/http/token.ts";

test.each(["GET", "x", "x-request-id", "!#$%&'*+-.^_`|~09azAZ"])("%j is a token", (text) => {
  expect(isToken(text)).toBe(true);
});

test.each([
  "",
  " ",
  "a b",
  "a:",
  "a\n",
  "a\r",
  "a\0",
  "(a)",
  "a,b",
  'a"',
  "a/b",
  "[a]",
  "{a}",
  "a=b",
  "a;b",
  "a@b",
  "a?",
  "\\",
  "é",
  "\u007f",
])("%j is not a token", (text) => {
  expect(isToken(text)).toBe(false);
});

test.each(["", "a", "a b", "a\tb", "\u0080\u00a0\u00e9\u00ff", ' !"#()~'])(
  "%j can be a field value",
  (text) => {
    expect(isFieldValue(text)).toBe(true);
  },
);

test.each([
  ["CR", "a\rb"],
  ["LF", "a\nb"],
  ["CR LF", "a\r\nSet-Cookie: b"],
  ["a line end at its end", "a\n"],
  ["NUL", "a\0"],
  ["vertical tab", "a\u000b"],
  ["escape", "\u001b[31m"],
  ["delete", "a\u007f"],
  ["a character beyond Latin-1", "☃"],
  ["a character whose low byte is LF", "a\u010ab"],
  ["a lone surrogate", "\ud800"],
])("a value with %s cannot", (_, text) => {
  expect(isFieldValue(text)).toBe(false);
});

test.each([
  ["a", "a"],
  [" \t a  b \t ", "a  b"],
  ["\u00a0a\u0085", "\u00a0a\u0085"],
  [" \t ", ""],
  ["", ""],
])("%j without the spaces and tabs around it is %j", (text, trimmed) => {
  expect(trimWhitespace(text)).toBe(trimmed);
  expect(trimWhitespace(`x:${text}\r\n`, 2, 2 + text.length)).toBe(trimmed);
});
