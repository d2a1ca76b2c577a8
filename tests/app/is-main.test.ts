import { expect, test } from "vitest";
import { isMain } from "../../src/app/is-main.ts";

test("a module that a test runner has loaded is not the program", () => {
  expect(isMain(import.meta)).toBe(false);
});
