import { expect, test } from "vitest";
import { runtime } from "../../../src/runtimes/node/index.ts";
import { runtime as chosen } from "#runtime";

test("the runtime of Node listens, and is the one that Node chooses", () => {
  expect(chosen).toBe(runtime);
  expect(runtime.name).toBe("node");
  expect(runtime.listen).toBeTypeOf("function");
});
