// Each program prints whether it is the one that was started.
import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isMain } from "../../../src/runtimes/node/is-main.ts";

let folder: string;

const program = (imports = ""): string =>
  `import { isMain } from "./is-main.mjs";\n${imports}\nconsole.log(import.meta.url.split("/").at(-1), isMain(import.meta));\n`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hipflask main "));
  const source = readFileSync(
    new URL("../../../src/runtimes/node/is-main.ts", import.meta.url),
    "utf8",
  );
  const { code } = transformSync(source, { loader: "ts", format: "esm" });
  const files = {
    "is-main.mjs": code,
    "package.json": '{ "type": "module", "main": "app.js" }',
    "app.js": program(),
    "other.js": program(),
    "importer.js": program('import "./app.js";'),
    "lazy.js": program('await import("./app.js");'),
    "app ü#1.js": program(),
    "tool.ts": program("const typed: number = 1;"),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, "bin"));
  symlinkSync("../app.js", join(folder, "bin/app"));
  symlinkSync(folder, `${folder} link`);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder} link`, { force: true });
});

const run = (args: readonly string[], cwd = folder): string =>
  execFileSync(process.execPath, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  }).trim();

describe("the program that was started is main", () => {
  test.each([
    ["by its name", ["app.js"]],
    ["by its path", ["./app.js"]],
    ["by a way around", ["bin/../app.js"]],
    ["without its extension", ["app"]],
    ["by its folder", ["."]],
    ["through a link, as npm makes them", ["bin/app"]],
    ["with arguments", ["app.js", "other.js"]],
  ])("%s", (_, args) => {
    expect(run(args)).toBe("app.js true");
  });

  test("through a linked folder", () => {
    expect(run(["app.js"], `${folder} link`)).toBe("app.js true");
  });

  test("with a name that a URL writes differently", () => {
    expect(run(["app ü#1.js"])).toBe("app%20%C3%BC%231.js true");
  });

  test.each([[["tool.ts"]], [["tool"]]])("by tsx: %s", (args) => {
    const tsx = pathToFileURL(join(process.cwd(), "node_modules/tsx/dist/loader.mjs")).href;
    expect(run(["--import", tsx, ...args])).toBe("tool.ts true");
  });
});

describe("a module that is imported is not main", () => {
  test.each([
    ["by the program", ["importer.js"], "app.js false\nimporter.js true"],
    ["by the program, later", ["lazy.js"], "app.js false\nlazy.js true"],
    ["before the program", ["--import", "./other.js", "app.js"], "other.js false\napp.js true"],
    [
      "where no file is the program",
      ["--input-type=module", "--eval", 'import "./app.js"'],
      "app.js false",
    ],
  ])("%s", (_, args, printed) => {
    expect(run(args)).toBe(printed);
  });
});

describe("what import.meta says counts", () => {
  test.each([true, false])("main: %s", (main) => {
    expect(isMain({ main, url: import.meta.url } as unknown as ImportMeta)).toBe(main);
  });

  test("and where it says nothing of a file, nothing is main", () => {
    expect(isMain({} as ImportMeta)).toBe(false);
    expect(isMain({ url: "data:text/javascript,1" } as ImportMeta)).toBe(false);
  });
});
