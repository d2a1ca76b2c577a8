import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { afterAll, expect, test } from "vitest";
import { SourceFiles } from "../../../src/debug/stack/source-files.ts";
import { originalPlace } from "../../../src/debug/stack/source-map.ts";

const folder = mkdtempSync(join(tmpdir(), "hipflask-maps-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, "dist"));

const source =
  "interface User { name: string }\n\nexport function greet(user: User): string {\n  return missing(user.name);\n}\n";
const built = join(folder, "dist/app.js");
const { code, map } = transformSync(source, {
  loader: "ts",
  sourcemap: true,
  sourcefile: "../src/app.ts",
});
const lines = code.split("\n");
const line = lines.findIndex((text) => text.includes("missing"));
const place = { path: built, line: line + 1, column: lines[line]!.indexOf("missing") + 1 };
const original = { path: join(folder, "src/app.ts"), line: 4, column: 10 };

test("a map in a file of its own is followed", () => {
  writeFileSync(built, `${code}//# sourceMappingURL=app.js.map\n`);
  writeFileSync(`${built}.map`, map);
  expect(originalPlace(place, new SourceFiles())).toEqual(original);
});

test("a map within the file is followed", () => {
  const data = Buffer.from(map).toString("base64");
  writeFileSync(built, `${code}//# sourceMappingURL=data:application/json;base64,${data}\n`);
  expect(originalPlace(place, new SourceFiles())).toEqual(original);
});

test("the root of the sources counts", () => {
  const rooted = { ...(JSON.parse(map) as object), sourceRoot: "../code", sources: ["app.ts"] };
  writeFileSync(built, `${code}//# sourceMappingURL=app.js.map\n`);
  writeFileSync(`${built}.map`, JSON.stringify(rooted));
  expect(originalPlace(place, new SourceFiles()).path).toBe(join(folder, "code/app.ts"));
});

test.each([
  ["there is no map", "", ""],
  ["the map is not there", "//# sourceMappingURL=nowhere.js.map", ""],
  ["the map is no JSON", "//# sourceMappingURL=app.js.map", "no JSON"],
  ["the map is none", "//# sourceMappingURL=app.js.map", "{}"],
  ["the address is none", "//# sourceMappingURL=http://[", ""],
  ["the map is elsewhere", "//# sourceMappingURL=https://example.com/app.js.map", ""],
])("where %s, the place stays", (_, comment, text) => {
  writeFileSync(built, `${code}${comment}\n`);
  writeFileSync(`${built}.map`, text);
  expect(originalPlace(place, new SourceFiles())).toEqual(place);
});

test("what is no JavaScript has no map", () => {
  const typed = { path: join(folder, "src/app.ts"), line: 1, column: 1 };
  expect(originalPlace(typed, new SourceFiles())).toBe(typed);
});
