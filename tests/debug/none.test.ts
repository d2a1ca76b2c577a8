import { expect, test } from "vitest";
import { startDebugging } from "../../src/debug/none.ts";

test("there is no debugging where no program listens", () => {
  expect(startDebugging).toBeNull();
});
