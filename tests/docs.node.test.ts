// Every TypeScript example of the documentation and of the docstrings compiles, runs, and
// does what its comments say.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { examplesOf } from "./docs/example.ts";
import type { Example } from "./docs/example.ts";
import { exportedNames } from "./docs/exported-names.ts";
import { typeErrors, writePrograms } from "./docs/workshop.ts";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const read = (path: string): string | undefined =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined;
const exportsOf = (path: string): readonly string[] => exportedNames(path, read);

function documents(): readonly string[] {
  const files = readdirSync(root).filter((name) => name.endsWith(".md"));
  for (const folder of ["docs", "decisions", "src"].filter((name) =>
    existsSync(join(root, name)),
  )) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (entry.includes("node_modules")) continue;
      if (/\.(md|ts)$/.test(entry)) files.push(`${folder}/${entry}`);
    }
  }
  return files.toSorted();
}

describe("the documentation", () => {
  const folder = ".results/docs";
  const examples = documents().flatMap((file) => examplesOf(file, read(file) ?? ""));
  const workpieces = writePrograms(root, folder, examples, exportsOf);

  test("its examples compile", () => {
    expect(typeErrors(root, folder, workpieces)).toEqual([]);
  });

  test.each(workpieces.filter(({ example }) => example.runs))(
    "$title does what it says",
    async ({ path }) => {
      await import(/* @vite-ignore */ path);
    },
  );
});

describe("a wrong example is found", () => {
  const fence = (code: string, flags = ""): string => `\`\`\`ts${flags}\n${code}\n\`\`\`\n`;

  /** Runs the last example of a text. */
  async function run(name: string, examples: readonly Example[]): Promise<void> {
    const pieces = writePrograms(root, `.results/docs-${name}`, examples, exportsOf);
    await import(/* @vite-ignore */ pieces.at(-1)?.path ?? "");
  }

  test("where its types are wrong, by file and line", () => {
    const folder = ".results/docs-types";
    const text = `# Title\n\n${fence("const a = 1;")}\n${fence("\nconst b: string = 2;")}`;
    const pieces = writePrograms(root, folder, examplesOf("docs/a.md", text), exportsOf);
    expect(typeErrors(root, folder, pieces)).toEqual([
      expect.stringMatching(/^docs\/a\.md:9: error TS2322/),
    ]);
  });

  test("where a docstring's types are wrong, by file and line", () => {
    const folder = ".results/docs-docstring";
    const text = "// a\n\n/**\n * Doubles.\n *\n * @example\n * [1].at(false);\n */\nlet a;";
    const pieces = writePrograms(root, folder, examplesOf("docs/a.ts", text), exportsOf);
    expect(typeErrors(root, folder, pieces)).toEqual([
      expect.stringMatching(/^docs\/a\.ts:7: error TS2345/),
    ]);
  });

  test.each([
    ["another value", "1 + 1; // => 3", "expected 2 to deeply equal 3"],
    ["another property", "({ a: 1 }); // => { a: 2 }", "to deeply equal { a: 2 }"],
    ["another awaited value", "await Promise.resolve(1); // => 2", "expected 1 to deeply equal 2"],
    ["a promise, not its value", "Promise.resolve(1); // => 1", "to deeply equal 1"],
    ["another declared value", "const a = 1; // => 2", "expected 1 to deeply equal 2"],
    [
      "another value below",
      "[1].map(String);\n// => [\n//   '2',\n// ]",
      "to deeply equal [ '2' ]",
    ],
    ["nothing thrown", "String(1); // throws anything", "Nothing was thrown"],
    ["another error", "JSON.parse('{'); // throws route-conflict", "Wanted: route-conflict"],
    ["an error at its top", "throw new Error('not promised');", "not promised"],
  ])("where it gives %s", async (name, code, message) => {
    const examples = examplesOf("docs/a.md", fence(code));
    await expect(run(name.replaceAll(/\W/g, "-"), examples)).rejects.toThrow(message);
  });

  test.each([
    ["promises something of nothing", "// => 3"],
    ["promises a value of a declaration of two", "const a = 1, b = 2; // => 3"],
  ])("where it %s", (_, code) => {
    const examples = examplesOf("docs/a.md", fence(`type A = 1;\n${code}`));
    expect(() => writePrograms(root, ".results/docs-nothing", examples, exportsOf)).toThrow(
      "docs/a.md:3: this comment follows nothing that has a value",
    );
  });

  test.each(["ts fragment", "ts skip", "typescript"])("where its fence says %s", (mark) => {
    expect(() => examplesOf("docs/a.md", `\`\`\`${mark}\n1;\n\`\`\`\n`)).toThrow("docs/a.md:1: ");
  });
});

describe("a right example", () => {
  test("asserts values, awaited values, values over several lines, and what is thrown", async () => {
    const code = `
const a = 1; // => 1
a + 1; // => 2
await Promise.resolve({ a: [1, 2] }); // => { a: [1, 2] }
[1, 2].map(String);
// => [
//   "1",
//   "2",
// ]
for (const each of [3, 3]) each; // => 3
(() => { throw Object.assign(new Error("Cannot do it"), { code: "no-way" }) })(); // throws no-way
JSON.parse("{"); // throws SyntaxError
await Promise.reject(new Error("it was late")); // throws was late
`;
    const pieces = writePrograms(
      root,
      ".results/docs-right",
      examplesOf("docs/a.md", `\`\`\`ts\n${code}\`\`\`\n`),
      exportsOf,
    );
    expect(typeErrors(root, ".results/docs-right", pieces)).toEqual([]);
    await import(/* @vite-ignore */ pieces[0]?.path ?? "");
  });

  test("marked no-run is only compiled; other languages are left alone", () => {
    const text = "```ts no-run\nsomething();\n```\n\n```sh\nnpm test\n```\n";
    expect(examplesOf("docs/a.md", text)).toEqual([
      { file: "docs/a.md", line: 2, code: "something();", runs: false },
    ]);
  });

  test("in a docstring has the exports of its file and of hipflask in scope", () => {
    const files: Record<string, string> = {
      "src/index.ts": 'export { Hipflask } from "./app/app.ts"; export * from "./other.ts";',
      "src/other.ts": "export const other = 1; export interface Shape {}",
    };
    const names = exportedNames("src/index.ts", (path) => files[path]);
    expect(names).toEqual(["Hipflask", "other", "Shape"]);
  });
});
