import { describe, expect, test } from "vitest";
import { WatchList, type WatchListOptions } from "../../../src/debug/reload/watch-list.ts";

const list = (options: Partial<WatchListOptions> = {}): WatchList => {
  const watched = new WatchList({
    workingFolder: "/app",
    extraFiles: [],
    excludePatterns: [],
    knowsModules: true,
    ...options,
  });
  watched.add(["/app/src/app.ts", "/app/node_modules/left/index.js", "/lib/shared.ts"]);
  return watched;
};

describe("what counts", () => {
  test.each([
    ["/app/src/app.ts", true],
    ["/lib/shared.ts", true],
    ["/app/node_modules/left/index.js", false],
    ["/app/src/never-loaded.ts", false],
    ["/app/.env", true],
    ["/app/src/.env.local", true],
    ["/app/.envelope", false],
    ["/app/package.json", true],
    ["/app/src/users.json", true],
    ["/app/data/users.json", false],
    ["/app/templates/mail/hello.html", true],
    ["/app/src/templates/hello.html", true],
    ["/elsewhere/templates/hello.html", false],
    ["/app/notes.txt", false],
  ])("%s: %s", (path, counts) => {
    expect(list().has(path)).toBe(counts);
  });

  test("of a program that does not run, every source file beside its own", () => {
    const watched = list();
    watched.generous = true;
    expect(watched.has("/app/src/never-loaded.ts")).toBe(true);
    expect(watched.has("/app/data/never-loaded.ts")).toBe(false);
    expect(watched.has("/app/notes.txt")).toBe(false);
  });

  test("files and patterns that were asked for", () => {
    const watched = list({ extraFiles: ["notes.txt", "data/**/*.csv", "/etc/hosts"] });
    expect(watched.has("/app/notes.txt")).toBe(true);
    expect(watched.has("/app/data/2026/users.csv")).toBe(true);
    expect(watched.has("/app/data/2026/users.json")).toBe(false);
    expect(watched.has("/etc/hosts")).toBe(true);
    expect(watched.trees).toEqual(
      expect.arrayContaining(["/app/notes.txt", "/app/data", "/etc/hosts"]),
    );
  });

  test("not what was excluded, loaded or not", () => {
    const watched = list({ excludePatterns: ["src/app.ts", "*.json", "/lib/**"] });
    expect(watched.has("/app/src/app.ts")).toBe(false);
    expect(watched.has("/app/package.json")).toBe(false);
    expect(watched.has("/lib/shared.ts")).toBe(false);
  });
});

test("where nobody says what is loaded, every source file below the working folder counts", () => {
  const watched = list({ knowsModules: false });
  expect(watched.trees).toContain("/app");
  expect(watched.has("/app/data/never-loaded.ts")).toBe(true);
  expect(watched.has("/app/data/.env")).toBe(true);
  expect(watched.has("/app/.cache/made.js")).toBe(false);
  expect(watched.has("/app/node_modules/left/index.js")).toBe(false);
  expect(watched.has("/elsewhere/other.ts")).toBe(false);
  expect(watched.has("/app/notes.txt")).toBe(false);
});

test("a file may come to count by its name", () => {
  expect(list().mayHave("/app/src/never-loaded.ts")).toBe(true);
  expect(list().mayHave("/app/.env")).toBe(true);
  expect(list().mayHave("/app/notes.txt")).toBe(false);
});
