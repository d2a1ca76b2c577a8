import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { settings } from "../../../src/runtimes/node/settings.ts";

const folder = mkdtempSync(join(tmpdir(), "hipflask-settings-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "a.txt");
writeFileSync(file, "ünïcødé\n");

test("the environment is the process's, as it is at the moment", () => {
  process.env["HIPFLASK_TEST_SETTING"] = "7";
  expect(settings.environment()["HIPFLASK_TEST_SETTING"]).toBe("7");
  delete process.env["HIPFLASK_TEST_SETTING"];
  expect(settings.environment()["HIPFLASK_TEST_SETTING"]).toBeUndefined();
});

test("a file is read by its path or its URL", () => {
  expect(settings.readText?.(file)).toBe("ünïcødé\n");
  expect(settings.readText?.(pathToFileURL(file))).toBe("ünïcødé\n");
});

test("a file that is not there is undefined, and what is no file is an error", () => {
  expect(settings.readText?.(join(folder, "none"))).toBeUndefined();
  expect(() => settings.readText?.(folder)).toThrow("EISDIR");
});

test("the lines of .env are read: comments, quotes, and what stands over several lines", () => {
  const text = '# a comment\nA=1\nB="two words" # more\nC="line\nline"\nexport D=4\n';
  expect({ ...settings.parseEnv?.(text) }).toEqual({
    A: "1",
    B: "two words",
    C: "line\nline",
    D: "4",
  });
});
