import { expect, test } from "vitest";
import { SetupError } from "../../src/errors/setup-error.ts";

const init = { code: "port-range", message: "Cannot listen on port 70000", fix: "choose another" };

test("a mistake is told with its mending and its code", () => {
  expect(new SetupError(init)).toMatchObject({
    name: "SetupError",
    code: "port-range",
    fix: "choose another",
    message: "Cannot listen on port 70000\nFix: choose another    [port-range]",
  });
});

test("a mistake keeps its cause, and has none where there is none", () => {
  const cause = new Error("system");
  expect(new SetupError({ ...init, cause }).cause).toBe(cause);
  expect("cause" in new SetupError(init)).toBe(false);
});
