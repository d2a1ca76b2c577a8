import { expect, test } from "vitest";
import { jsonOf } from "./program.ts";

test("the worker starts from the build, and threads of the program's own are left alone", async () => {
  expect(await jsonOf("built.mjs", { options: [] })).toEqual({
    ofThread: "Variables are shown in the main thread only, and this is a worker",
    name: "fail",
    line: 8,
    id: "7",
  });
});
