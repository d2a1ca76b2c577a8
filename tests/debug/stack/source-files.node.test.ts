import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { SourceFiles } from "../../../src/debug/stack/source-files.ts";

const folder = mkdtempSync(join(tmpdir(), "hipflask-sources-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const twenty = Array.from({ length: 20 }, (_, i) => `line ${i + 1}`);

test("an excerpt is the lines around one", () => {
  const path = written("twenty.ts", twenty.join("\n"));
  expect(new SourceFiles().excerpt(path, 10)).toEqual({
    firstLine: 5,
    lines: twenty.slice(4, 15),
  });
});

test.each(["\n", "\r\n", "\r"])("at the edges it has fewer; lines end with %j", (end) => {
  const path = written("edges.ts", twenty.join(end));
  const files = new SourceFiles();
  expect(files.excerpt(path, 1)).toEqual({ firstLine: 1, lines: twenty.slice(0, 6) });
  expect(files.excerpt(path, 20)).toEqual({ firstLine: 15, lines: twenty.slice(14) });
});

test.each([
  ["of a line that is not there", "a", 2],
  ["of a line that nobody wrote by hand", "x".repeat(401), 1],
])("there is none %s", (_, text, line) => {
  expect(new SourceFiles().excerpt(written("other.ts", text), line)).toBeNull();
});

test("a file that is not there has neither text nor lines", () => {
  const files = new SourceFiles();
  expect(files.text(join(folder, "nowhere.ts"))).toBeNull();
  expect(files.excerpt(join(folder, "nowhere.ts"), 1)).toBeNull();
  expect(files.text(folder)).toBeNull();
});

test("a file that was generated is not read", () => {
  expect(new SourceFiles().text(written("large.js", "x".repeat(8 * 1024 * 1024 + 1)))).toBeNull();
});
