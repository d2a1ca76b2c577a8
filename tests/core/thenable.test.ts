// oxlint-disable unicorn/no-thenable -- what acts like a promise is what is asked for here
import { expect, test } from "vitest";
import { isThenable } from "../../src/core/thenable.ts";

test.each([
  [Promise.resolve(1), true],
  [{ then: () => {} }, true],
  [{ then: "later" }, false],
  [{}, false],
  [() => {}, false],
  ["then", false],
  [null, false],
  [undefined, false],
])("isThenable(%o) is %s", (value, expected) => {
  expect(isThenable(value)).toBe(expected);
});
