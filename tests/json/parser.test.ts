// What the strict parser says of every kind of mistake, and where it points.

import { expect, test } from "vitest";
import { StrictParser } from "../../src/json/parser.ts";
import { JSONSyntaxError } from "../../src/json/syntax-error.ts";

function mistake(text: string): JSONSyntaxError {
  try {
    new StrictParser(text, { integers: "number", duplicateKeys: "last", maxDepth: 100 }).parse();
  } catch (error) {
    if (error instanceof JSONSyntaxError) return error;
    throw error;
  }
  throw new Error("parsed without an error");
}

test.each<[text: string, offset: number, pointer: string, reason: string]>([
  ["", 0, "", "expected a value, found the end of the text"],
  [" \n", 2, "", "expected a value, found the end of the text"],
  ["tru", 0, "", "expected a value, found tru"],
  ["undefined", 0, "", "expected a value, found undefined"],
  ["[NaN]", 1, "/0", "expected a value, found NaN"],
  ["True", 0, "", "expected a value, found True"],
  ["'a'", 0, "", "expected a value, found '"],
  ["// a", 0, "", "expected a value, found /"],
  ["[1,]", 3, "/1", "expected a value, found ]"],
  ["[,1]", 1, "/0", "expected a value, found ,"],
  ["[1 2]", 3, "/0", "expected a comma or ] after an item, found 2"],
  ["[1}", 2, "/0", "expected a comma or ] after an item, found }"],
  ["[1", 2, "/0", "expected a comma or ] after an item, found the end of the text"],
  ['{"a":1 "b":2}', 7, "/a", 'expected a comma or } after a value, found "'],
  ['{"a":1,}', 7, "", "expected a property name in double quotes after the comma, found }"],
  ["{a:1}", 1, "", "expected a property name in double quotes, or }, found a"],
  ["{'a':1}", 1, "", "expected a property name in double quotes, or }, found '"],
  ['{"a" 1}', 5, "/a", "expected a colon after the property name, found 1"],
  ['{"a":}', 5, "/a", "expected a value, found }"],
  ['{"a":{"b":[0,{"c":x}]}}', 18, "/a/b/1/c", "expected a value, found x"],
  ['{"a/b":{"m~n":x}}', 14, "/a~1b/m~0n", "expected a value, found x"],
  ["1 2", 2, "", "expected the end of the text, found 2"],
  ["[]]", 2, "", "expected the end of the text, found ]"],
  ["-", 1, "", "expected a digit after the minus sign, found the end of the text"],
  ["-x", 1, "", "expected a digit after the minus sign, found x"],
  ["01", 1, "", "expected no digit after a leading zero, found 1"],
  ["1.", 2, "", "expected a digit after the decimal point, found the end of the text"],
  ["1.e5", 2, "", "expected a digit after the decimal point, found e5"],
  ["1e", 2, "", "expected a digit in the exponent, found the end of the text"],
  ["1e+", 2, "", "expected a digit in the exponent, found +"],
  [".5", 0, "", "expected a value, found ."],
  ["+1", 0, "", "expected a value, found +"],
  ['"a', 2, "", 'expected a closing " of the string, found the end of the text'],
  ['"a\nb"', 2, "", 'expected a closing " of the string, found a line break'],
  ['"\u0000"', 1, "", 'expected a closing " of the string, found U+0000'],
  ['"\\x"', 2, "", 'expected one of " \\ / b f n r t u after a backslash, found x'],
  ['"\\u12"', 3, "", "expected four hexadecimal digits after \\u, found 1"],
  ["[1,\u00a02]", 3, "/1", "expected a value, found U+00A0"],
  ["😀", 0, "", "expected a value, found U+1F600"],
])("%j is wrong at %d (%j)", (text, offset, pointer, reason) => {
  const error = mistake(text);
  expect({ offset: error.offset, pointer: error.pointer, reason: error.reason }).toEqual({
    offset,
    pointer,
    reason,
  });
});

test("a long word is shortened", () => {
  expect(mistake("x".repeat(1_000)).reason).toBe(`expected a value, found ${"x".repeat(20)}…`);
});
