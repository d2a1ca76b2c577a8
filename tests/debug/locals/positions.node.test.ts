import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { originalPlace } from "../../../src/debug/locals/positions.ts";

const folder = mkdtempSync(join(tmpdir(), "hipflask-positions-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a place without a map is itself, from 1", () => {
  for (const url of ["file:///not/there.js", "node:fs", "/not/there.cjs", "not a url"]) {
    expect(originalPlace(url, 2, 4)).toEqual({ url, line: 3, column: 5 });
  }
});

test("a place of a script with a map is in its source", () => {
  // One segment: the first place of the script is line 8, column 3 of the source.
  const map = { version: 3, sources: ["source.ts"], names: [], mappings: "AAOE" };
  const encoded = Buffer.from(JSON.stringify(map)).toString("base64");
  const file = join(folder, "script.cjs");
  writeFileSync(
    file,
    `module.exports = 1;\n//# sourceMappingURL=data:application/json;base64,${encoded}\n`,
  );
  const before = process.sourceMapsEnabled;
  process.setSourceMapsEnabled(true);
  createRequire(import.meta.url)(file);
  const place = { line: 8, column: 3 };
  expect(originalPlace(file, 0, 0)).toMatchObject(place);
  expect(originalPlace(pathToFileURL(file).href, 0, 0)).toMatchObject(place);
  expect(originalPlace(file, 0, 0).url).toMatch(/source\.ts$/);
  process.setSourceMapsEnabled(before);
});
