import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { fileName, reportedFrames } from "../../../src/debug/stack/reported-frames.ts";
import { SourceFiles } from "../../../src/debug/stack/source-files.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const thisFile = fileURLToPath(import.meta.url);

const framed = (name: string | null, url: string) => ({
  name,
  url,
  line: 1,
  column: 2,
  isAsync: false,
});

test("a frame of the program has its lines, and its path as seen from the folder", () => {
  const url = pathToFileURL(thisFile).href;
  const [frame] = reportedFrames([framed("run", url)], new SourceFiles(), root);
  expect(frame).toMatchObject({
    name: "run",
    file: "tests/debug/stack/reported-frames.node.test.ts",
    path: thisFile,
    line: 1,
    column: 2,
    owner: "program",
    isAsync: false,
    excerpt: { firstLine: 1 },
  });
  expect(frame!.excerpt!.lines[0]).toBe('import { join } from "node:path";');
});

test("frames of others have none", () => {
  const core = join(root, "src/core/app.ts");
  const vitest = join(root, "node_modules/vitest/index.js");
  const given = ["node:fs", core, vitest].map((url) => framed("x", url));
  const frames = reportedFrames(given, new SourceFiles(), root);
  expect(frames.map(({ owner, path, excerpt }) => [owner, path, excerpt])).toEqual([
    ["runtime", null, null],
    ["framework", core, null],
    ["library", vitest, null],
  ]);
});

test.each([
  ["Endpoint.handle", null],
  ["Endpoint.showUser", "showUser"],
  ["Array.<anonymous>", null],
  ["Repo.load", "Repo.load"],
  [null, null],
])("a function of the program that is called as %s has the name %s", (name, shown) => {
  const [frame] = reportedFrames([framed(name, thisFile)], new SourceFiles(), root);
  expect(frame!.name).toBe(shown);
});

test("of a recursion without an end, the beginning is enough", () => {
  const frames = Array.from({ length: 200 }, () => framed("again", thisFile));
  expect(reportedFrames(frames, new SourceFiles(), root)).toHaveLength(50);
});

test.each([
  ["/srv/app/users.ts", "/srv/app", "users.ts"],
  ["/srv/app/lib/users.ts", "/srv/app", "lib/users.ts"],
  ["/srv/other/users.ts", "/srv/app", "/srv/other/users.ts"],
  ["/srv/apples/users.ts", "/srv/app", "/srv/apples/users.ts"],
])("%s seen from %s is %s", (path, folder, name) => {
  expect(fileName(path, folder)).toBe(name);
});
