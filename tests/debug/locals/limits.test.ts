import { expect, test } from "vitest";
import * as limits from "../../../src/debug/locals/limits.ts";

test("a flood of errors holds the program up for a fifth of a second at most, at 5 ms each", () => {
  expect(limits.maxCapturesPerSecond * 5).toBeLessThanOrEqual(200);
});

test("a string leaves room for others in a line", () => {
  expect(limits.maxStringLength).toBeLessThan(limits.maxTextLength);
});

test("the text of one frame does not use up that of all", () => {
  expect(limits.maxVariables * limits.maxTextLength).toBeLessThan(limits.maxCaptureLength);
});
