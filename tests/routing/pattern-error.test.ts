import { expect, test } from "vitest";
import { patternError } from "../../src/routing/pattern-error.ts";

const mistake = { problem: "it is wrong", fix: "write /b" };

test("the caret stands under the mistake", () => {
  const error = patternError({ pattern: "/a/x", offset: 3, ...mistake });
  expect(error.message).toBe(
    [
      'Cannot read the pattern "/a/x": it is wrong',
      "  /a/x",
      "     ^",
      "Fix: write /b    [route-pattern]",
    ].join("\n"),
  );
  expect(error.code).toBe("route-pattern");
  expect(error.fix).toBe("write /b");
});

test("characters of two units and control characters do not move the caret", () => {
  const [, pattern, caret] = patternError({
    pattern: "/😀\n/x",
    offset: 5,
    ...mistake,
  }).message.split("\n");
  expect(pattern).toBe("  /😀\\n/x");
  expect(caret).toBe("       ^");
});

test("a mistake of a converter has its own code and keeps its cause", () => {
  const cause = new Error("no");
  const error = patternError({
    pattern: "/",
    offset: 0,
    ...mistake,
    code: "route-converter",
    cause,
  });
  expect(error.code).toBe("route-converter");
  expect(error.cause).toBe(cause);
});
