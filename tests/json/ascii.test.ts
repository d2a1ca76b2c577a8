import { expect, test } from "vitest";
import { escapeToAscii, formatNumberAsPython } from "../../src/json/ascii.ts";

test.each([
  ['"é"', '"\\u00e9"'],
  ['"\u007f"', '"\\u007f"'],
  ['"😀"', '"\\ud83d\\ude00"'],
  ['"ÿ\u2028"', '"\\u00ff\\u2028"'],
  ['{"a": [1, "~"]}', '{"a": [1, "~"]}'],
])("%s is escaped to %s", (json, escaped) => {
  expect(escapeToAscii(json)).toBe(escaped);
});

test.each([
  [0, "0"],
  [-0, "0"],
  [0.0001, "0.0001"],
  [0.00012345, "0.00012345"],
  [0.00001, "1e-05"],
  [-0.000012, "-1.2e-05"],
  [1e-10, "1e-10"],
  [5e-324, "5e-324"],
  [1234567890123456.8, "1234567890123456.8"],
  [1e21, "1e+21"],
])("the number %d is written as CPython writes it", (number, text) => {
  expect(formatNumberAsPython(number)).toBe(text);
});
