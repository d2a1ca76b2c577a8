import { expect, test } from "vitest";
import { EncodeError } from "../../src/json/encode-error.ts";
import { explainThrown, isTooLong, tooLarge } from "../../src/json/encode-failure.ts";

test("an EncodeError passes as it is", () => {
  const error = tooLarge(["a"]);
  expect(explainThrown(["b"], error, 1_000)).toBe(error);
});

test.each([
  [new RangeError("Invalid string length"), "json-too-large"],
  [new RangeError("Out of memory"), "json-too-large"],
  [new RangeError("Maximum call stack size exceeded"), "json-too-deep"],
  [new RangeError("precision out of range"), "json-threw"],
  [new Error("boom"), "json-threw"],
  [null, "json-threw"],
])("%s becomes %s, with the path and the cause", (thrown, code) => {
  const error = explainThrown(["a", 1], thrown, 1_000);
  expect(error).toBeInstanceOf(EncodeError);
  expect(error).toMatchObject({ code, path: "a[1]", cause: thrown });
});

test("a thrown value that cannot be shown does no harm", () => {
  const hostile = Object.defineProperty(new Error("x"), "message", {
    get() {
      throw new Error("again");
    },
  });
  expect(explainThrown([], hostile, 1_000).message).toContain("a value that cannot be shown");
  expect(explainThrown([], Object.create(null), 1_000).message).toContain("cannot be shown");
});

test("only a RangeError about length is one", () => {
  expect(isTooLong(new RangeError("Invalid string length"))).toBe(true);
  expect(isTooLong(new Error("Invalid string length"))).toBe(false);
});
