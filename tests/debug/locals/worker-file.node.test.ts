import { describe, expect, test } from "vitest";
import { jsonOf } from "./program.ts";

describe("the worker starts", () => {
  test("from the build, and threads of the program's own are left alone", async () => {
    expect(await jsonOf("built.mjs", { options: [] })).toEqual({
      ofThread: "Variables are shown in the main thread only, and this is a worker.",
      name: "fail",
      line: 8,
      id: "7",
    });
  });

  const found = { name: "find", line: 15, isWhereTheStackSays: true };

  test("from the sources, compiled by tsx", async () => {
    expect(await jsonOf("sources.ts")).toEqual(found);
  });

  const { typescript } = process.features as { readonly typescript?: string | false };

  test.runIf(typescript)("from the sources, as Node itself runs them", async () => {
    expect(await jsonOf("sources.ts", { options: ["--conditions=hipflask-source"] })).toEqual(
      found,
    );
  });
});
