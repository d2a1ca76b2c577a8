import {
  appendFileSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WatchList } from "../../../src/debug/reload/watch-list.ts";
import { Watcher } from "../../../src/debug/reload/watcher.ts";

// Programs are started again and again, and the machine may have other work.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let watcher: Watcher;
let told: string[][];

const file = (name: string): string => join(folder, name);

// What is written before it is watched is nobody's change; so a change is repeated until it is seen.
const toldOf = async (name: string, change: () => void): Promise<void> => {
  while (!told.flat().includes(file(name))) {
    change();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "hipflask-watch-")));
  told = [];
  writeFileSync(file("app.mjs"), "1");
  const list = new WatchList({
    workingFolder: folder,
    extraFiles: [],
    excludePatterns: [],
    knowsModules: true,
  });
  list.add([file("app.mjs")]);
  watcher = new Watcher(list, (paths) => told.push(paths));
  watcher.read([file("app.mjs")], Date.now() + 1_000);
  watcher.update();
});

afterEach(async () => {
  await watcher.close();
  rmSync(folder, { recursive: true });
});

test("a change is told", async () => {
  await toldOf("app.mjs", () => appendFileSync(file("app.mjs"), "2"));
});

test("of two changes that follow close on each other, the second is told too", async () => {
  await toldOf("app.mjs", () => appendFileSync(file("app.mjs"), "2"));
  for (const text of ["3", "4", "5"]) {
    told = [];
    writeFileSync(file("app.mjs"), `${text} at first`);
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    told = [];
    writeFileSync(file("app.mjs"), text);
    await toldOf("app.mjs", () => {});
  }
});

test("a file that may have changed since the program has read it is told", async () => {
  writeFileSync(file("late.mjs"), "1");
  const list = new WatchList({
    workingFolder: folder,
    extraFiles: [],
    excludePatterns: [],
    knowsModules: true,
  });
  list.add([file("late.mjs")]);
  const late: string[][] = [];
  const other = new Watcher(list, (paths) => late.push(paths));
  other.read([file("late.mjs")], Date.now() - 60_000);
  while (late.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  other.read([file("late.mjs")], Date.now() - 60_000);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(late).toEqual([[file("late.mjs")]]);
  await other.close();
});

test("a change is told that was made before watching had begun", async () => {
  writeFileSync(file("app.mjs"), "2");
  await toldOf("app.mjs", () => {});
});

test("a file that takes another's place is told", async () => {
  let version = 1;
  await toldOf("app.mjs", () => {
    writeFileSync(file("app.mjs~"), `${++version}`);
    renameSync(file("app.mjs~"), file("app.mjs"));
  });
});

test("what comes to be, and what goes, is told", async () => {
  let version = 1;
  await toldOf("settings.json", () => writeFileSync(file("settings.json"), `${++version}`));
  told = [];
  await toldOf("settings.json", () => rmSync(file("settings.json"), { force: true }));
});

test("what does not count is not told, and neither is what changes nothing", async () => {
  await toldOf("app.mjs", () => appendFileSync(file("app.mjs"), "2"));
  told = [];
  writeFileSync(file("other.mjs"), "1");
  writeFileSync(file("app.mjs"), "3");
  writeFileSync(file("app.mjs"), "3");
  await toldOf("app.mjs", () => {});
  writeFileSync(file("app.mjs"), "3");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(told).toEqual([[file("app.mjs")]]);
});
