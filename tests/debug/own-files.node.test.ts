import { expect, test } from "vitest";
import { refuseWithoutFiles } from "../../src/debug/own-files.ts";

test("the debugger begins where its files are", () => {
  const index = new URL("../../src/debug/index.ts", import.meta.url).href;
  expect(() => refuseWithoutFiles(index)).not.toThrow();
});

test("from within a bundle it says how to keep them together", () => {
  expect(() => refuseWithoutFiles(import.meta.url)).toThrow(
    /Cannot debug this program.*\nFix: leave hipflask out of the bundle.*\[debug-bundled\]/s,
  );
});
