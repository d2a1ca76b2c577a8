// What npm would publish, as a user gets it: packed, installed in an empty folder, imported and
// required on every runtime, bundled for Workers. Needs dist/.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, expect, test } from "vitest";
import { bun, currentNode, deno, otherNodes } from "../tools/runtimes.mjs";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const user = mkdtempSync(join(tmpdir(), "hipflask-package-"));
afterAll(() => rmSync(user, { recursive: true, force: true }));

const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });

// Without scripts: packing builds first, and a build sweeps away what other tests are using.
const [packed] = JSON.parse(
  run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", user], root),
) as [{ filename: string; files: { path: string }[] }];
const files = packed.files.map(({ path }) => path);

writeFileSync(join(user, "package.json"), '{ "name": "user", "private": true }');
run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", packed.filename], user);

const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  exports: Record<string, { types: string; default: string } | string>;
};
const entries = Object.entries(exports).flatMap(([entry, target]) =>
  typeof target === "string" ? [] : [{ entry, ...target }],
);

const program = `
  const app = new Hipflask();
  app.get("/users/<int:id>", ({ id }) => jsonify({ id }));
  app.testClient().get("/users/7").then(async (response) => {
    console.log(response.status, JSON.stringify(await response.json()));
  });
`;
writeFileSync(join(user, "user.mjs"), `import { Hipflask, jsonify } from "hipflask";${program}`);
writeFileSync(
  join(user, "user.cjs"),
  `const { Hipflask, jsonify } = require("hipflask");${program}`,
);

test("the tarball holds the build, its sources, and nothing else of the project", () => {
  const others = files.filter((path) => !/^(dist|src)\//.test(path));
  expect(others.toSorted()).toEqual(["LICENSE", "README.md", "package.json"]);
  expect(files.filter((path) => /\.(test|bench)\b|\.tgz$/.test(path))).toEqual([]);
});

test.each(entries)("$entry has code, types, and maps to its source", ({ types, default: code }) => {
  const source = code.replace("./dist/", "src/").replace(/\.js$/, ".ts");
  expect(files).toContain(source);
  for (const path of [types, code]) {
    expect(files).toContain(path.slice(2));
    expect(files).toContain(`${path.slice(2)}.map`);
  }
});

test("every declaration and source map finds its source in the tarball", () => {
  const installed = join(user, "node_modules/hipflask");
  const maps = files.filter((path) => path.endsWith(".map"));
  const lost = maps.filter((path) => {
    const { sources } = JSON.parse(readFileSync(join(installed, path), "utf8")) as {
      sources: string[];
    };
    return !sources.every((source) => existsSync(join(installed, path, "..", source)));
  });
  expect(maps.length).toBeGreaterThan(0);
  expect(lost).toEqual([]);
});

test.each(
  [currentNode, ...otherNodes, bun, deno].flatMap((runtime) => [
    { title: runtime.title, how: "imported", file: "user.mjs", runtime },
    { title: runtime.title, how: "required", file: "user.cjs", runtime },
  ]),
)("$how on $title, it answers a request", ({ file, runtime }) => {
  const [command = "", ...args] = runtime.command();
  expect(run(command, [...args, join(user, file)], user).trim()).toBe('200 {"id":7}');
});

test("bundled for Node it runs, and says why it cannot be debugged", async () => {
  const contents = `import { Hipflask } from "hipflask"; new Hipflask().run({ debug: process.argv[2] === "debug", port: 0 });`;
  await build({
    stdin: { contents, resolveDir: user },
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: join(user, "bundle.mjs"),
    logLevel: "silent",
  });
  const { status, stderr } = spawnSync(process.execPath, ["bundle.mjs", "debug"], {
    cwd: user,
    encoding: "utf8",
  });
  expect(stderr).toContain("[debug-bundled]");
  expect(status).toBe(1);
  const plain = spawn(process.execPath, ["bundle.mjs"], { cwd: user, stdio: "pipe" });
  const [line] = (await once(plain.stdout, "data")) as [Buffer];
  plain.kill();
  expect(String(line)).toContain("Hipflask on http://127.0.0.1:");
});

test("bundled for Workers, it has no Node in it and makes no code from strings", async () => {
  const { outputFiles } = await build({
    stdin: { contents: 'export * from "hipflask";', resolveDir: user },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["workerd", "worker"],
  });
  expect(outputFiles).toHaveLength(1);
  expect(outputFiles[0]?.text).not.toMatch(
    /\bfrom ?"node:|import\("node:|\bnew Function\b|\beval\(/,
  );
});
