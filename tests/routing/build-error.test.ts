import { expect, test } from "vitest";
import { buildError, showValue } from "../../src/routing/build-error.ts";
import { parsePattern } from "../../src/routing/pattern.ts";

test("the error names the route, the problem and the fix", () => {
  const cause = new Error("no");
  const error = buildError(parsePattern("/a/<int:id>"), "id is missing", "give it", cause);
  expect(error.message).toBe(
    "Cannot build a URL for /a/<int:id>: id is missing\nFix: give it    [url-build]",
  );
  expect(error.cause).toBe(cause);
});

test.each<[unknown, string]>([
  ["a\nb", String.raw`"a\nb"`],
  ["x".repeat(100), `"${"x".repeat(80)}…"`],
  [7, "7"],
  [7n, "7"],
  [-0.5, "-0.5"],
  [true, "true"],
  [null, "null"],
  [{ password: "secret" }, "an object"],
  [["secret"], "an array"],
  [() => 1, "a function"],
  [Symbol("s"), "Symbol(s)"],
  [new Date(0), "1970-01-01T00:00:00.000Z"],
  [new Date(Number.NaN), "an invalid Date"],
])("%s is shown in short", (value, shown) => {
  expect(showValue(value)).toBe(shown);
});
