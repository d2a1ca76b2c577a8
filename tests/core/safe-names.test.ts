import { describe, expect, test } from "vitest";
import { safeNames } from "../../src/core/safe-names.ts";
import { deviceNames, waysOut } from "./traversal-corpus.ts";

describe("is refused", () => {
  test.each(waysOut)("%j", (path) => {
    expect(safeNames(path, false)).toBeNull();
  });

  test.each(deviceNames)("the device %j", (path) => {
    expect(safeNames(path, false)).toBeNull();
    expect(safeNames(path, true)).toBeNull();
  });

  test.each(["", "x".repeat(256), `folder/${"x".repeat(256)}`])("%j", (path) => {
    expect(safeNames(path, false)).toBeNull();
  });
});

describe("is taken", () => {
  test.each([
    ["site.css", ["site.css"]],
    ["css/site.css", ["css", "site.css"]],
    ["sp ace.txt", ["sp ace.txt"]],
    [" lead.txt", [" lead.txt"]],
    ["a..b", ["a..b"]],
    ["a.b..c", ["a.b..c"]],
    ["naïve ☃.txt", ["naïve ☃.txt"]],
    ["100%.txt", ["100%.txt"]],
    ["%2e%2e", ["%2e%2e"]],
    ["[slug].js", ["[slug].js"]],
    ["@scope+name,v=1;2.js", ["@scope+name,v=1;2.js"]],
    ["~user", ["~user"]],
    // Only like devices.
    ["console.txt", ["console.txt"]],
    ["icon.txt", ["icon.txt"]],
    ["auxiliary", ["auxiliary"]],
    ["com.txt", ["com.txt"]],
    ["com10.txt", ["com10.txt"]],
    ["lpt", ["lpt"]],
    ["null.json", ["null.json"]],
    ["x".repeat(255), ["x".repeat(255)]],
  ])("%j", (path, names) => {
    expect(safeNames(path, false)).toEqual(names);
  });
});

describe("where dotfiles are allowed", () => {
  test.each([".env", ".well-known/x", "folder/.hidden", "..hidden"])("%j is taken", (path) => {
    expect(safeNames(path, true)).toEqual(path.split("/"));
  });

  test.each([".", "..", "...", "../x", "x/..", "./x", ".. ", ". ."])("%j is refused", (path) => {
    expect(safeNames(path, true)).toBeNull();
  });
});
