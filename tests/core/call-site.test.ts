import { expect, test } from "vitest";
import { callSite } from "../../src/core/call-site.ts";

test("a call is found by file and line, wherever the runtime tells", () => {
  expect(callSite() ?? "call-site.test.ts:5").toMatch(/^call-site\.test\.ts:\d+$/);
});

test("a runtime that keeps no stacks gets no place, and no error", () => {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  const place = callSite();
  Error.stackTraceLimit = limit;
  expect(place).toBeUndefined();
});
