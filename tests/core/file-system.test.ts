import { expect, test } from "vitest";
import { App } from "../../src/core/app.ts";
import { requireFiles, requireFolder } from "../../src/core/file-system.ts";

test("where there is no file system, files are a mistake that says so", () => {
  expect(() => requireFiles(null)).toThrow("[no-files]");
  expect(() => requireFolder(null, "/")).toThrow("[no-files]");
});

test("and a folder is refused as soon as it is named", () => {
  expect(() => new App().static("/static", "/")).toThrow("[no-files]");
});
