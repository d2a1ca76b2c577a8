// Texts too long for a string: half a gigabyte of them, so only here and one at a time.

import { expect, test } from "vitest";
import { dumps } from "../../src/json/provider.ts";

test("a plain body of more than a string can hold is refused clearly", () => {
  const mebibyte = "x".repeat(2 ** 20);
  const value = { rows: Array.from({ length: 1_024 }, () => mebibyte) };
  expect(() => dumps(value)).toThrow(
    "the text would be longer than a string of this runtime can be",
  );
});

test("so is a body with something special in it", () => {
  const mebibyte = "x".repeat(2 ** 20);
  const value = { id: 1n, rows: Array.from({ length: 1_024 }, () => mebibyte) };
  expect(() => dumps(value)).toThrow("[json-too-large]");
});
