// What routes cost the compiler: so many type instantiations for each, however many there are.

import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const folder = `${root}/.results/type-budget`;

const maxPerRoute = 150;

// One of each kind that programs are made of; the numbers make every path another type.
const kinds = [
  (n: number) => `app.get("/plain${n}", () => ({ ok: true }));`,
  (n: number) => `export const route${n} = app.get("/users${n}/<int:id>", ({ id }) => ({ id }));`,
  (n: number) =>
    `app.post("/items${n}/<name>/<float:x>", async ({ json, name, x }) => jsonify({ name, x, sent: await json() }, 201));`,
  (n: number) => `app.get("/later${n}/<name>", async ({ name }) => ({ name }));`,
  (n: number) =>
    `app.get("/pages${n}/<int:id>", { defaults: { page: ${n} } }, ({ id, page }) => ({ id, page }));`,
  (n: number) =>
    `app.route("/any${n}/<any(a,b):kind>", { methods: ["GET", "PUT"] }, (context) => connection(context) ?? context.kind);`,
];

function program(routes: number): string {
  const lines = Array.from({ length: routes }, (_, n) => kinds[n % kinds.length]!(n));
  return [
    'import { Hipflask, jsonify, provide } from "../../src/index.ts";',
    "const app = new Hipflask();",
    "const connection = provide(({ headers }) => headers.get('x'));",
    ...lines,
    "",
  ].join("\n");
}

function instantiations(compiler: string, routes: number): number {
  const name = `routes-${routes}`;
  writeFileSync(`${folder}/${name}.ts`, program(routes));
  const config = { extends: "../../tsconfig.json", files: [`${name}.ts`], include: [] };
  writeFileSync(`${folder}/${name}.json`, JSON.stringify(config));
  const project = [compiler, "-p", `${folder}/${name}.json`, "--extendedDiagnostics"];
  const output = execFileSync(process.execPath, project, { cwd: root, encoding: "utf8" });
  return Number(/Instantiations:\s+(\d+)/.exec(output)?.[1]);
}

beforeAll(() => mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ["TypeScript 5.9", `${root}/node_modules/typescript5/lib/tsc.js`],
  ["TypeScript 6", `${root}/node_modules/typescript/lib/tsc.js`],
  ["TypeScript 7", `${root}/node_modules/@typescript/native/lib/tsc.js`],
])("%s", (_, compiler) => {
  test("instantiates at most so many types for a route, of 50 and of 800", () => {
    // One of each kind: what they have in common is paid for once, by whoever is first.
    const first = instantiations(compiler, kinds.length);
    const perRoute = [50, 800].map(
      (routes) => (instantiations(compiler, routes) - first) / (routes - kinds.length),
    );
    expect(first).toBeGreaterThan(0);
    expect(Math.max(...perRoute)).toBeLessThanOrEqual(maxPerRoute);
    // Three programs, and older compilers take their time.
  }, 300_000);
});
