// Where examples become files that the compiler checks and the test imports.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { programOf, linesBefore } from "./program.ts";
import type { ExportsOf } from "./program.ts";
import type { Example } from "./example.ts";

export interface Workpiece {
  readonly example: Example;
  /** `README.md:12` */
  readonly title: string;
  /** The module to import. */
  readonly path: string;
}

/** Writes each example as a module into an emptied `folder`, which is relative to `root`. */
export function writePrograms(
  root: string,
  folder: string,
  examples: readonly Example[],
  exportsOf: ExportsOf,
): readonly Workpiece[] {
  rmSync(join(root, folder), { recursive: true, force: true });
  mkdirSync(join(root, folder), { recursive: true });
  return examples.map((example, i) => {
    const path = join(root, folder, `example-${i}.ts`);
    writeFileSync(path, programOf(example, folder, exportsOf));
    return { example, title: `${example.file}:${example.line}`, path };
  });
}

/**
 * Type-checks all of them in one run; but what completes an interface of Hipflask does so for a whole
 * program, and is one of its own. @returns `README.md:12: error TS…`, in the order found.
 */
export function typeErrors(
  root: string,
  folder: string,
  workpieces: readonly Workpiece[],
): readonly string[] {
  const ofItsOwn = workpieces.filter(({ example }) => /^declare module /m.test(example.code));
  const together = workpieces.filter((each) => !ofItsOwn.includes(each));
  return [together, ...ofItsOwn.map((each) => [each])]
    .filter(({ length }) => length > 0)
    .flatMap((program) => typeErrorsOf(root, folder, program, workpieces));
}

function typeErrorsOf(
  root: string,
  folder: string,
  program: readonly Workpiece[],
  workpieces: readonly Workpiece[],
): readonly string[] {
  const config = {
    extends: `${root}/tsconfig.json`,
    // Readers write `import { Thing }` and leave it to the compiler whether that is a type.
    compilerOptions: { verbatimModuleSyntax: false, isolatedModules: false },
    files: program.map(({ path }) => path),
    // What the configuration that this extends includes is the project, and not these.
    include: [],
  };
  writeFileSync(join(root, folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules/@typescript/native/bin/tsc");
  const args = [compiler, "-p", join(root, folder), "--pretty", "false"];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  const errors = stdout
    .split("\n")
    // Errors in the sources themselves are for the project's own type-check to show.
    .filter((line) => line !== "" && !line.startsWith("src/"))
    .map((line) =>
      line.replace(/^.*\/example-(\d+)\.ts\((\d+),\d+\)/, (_, i, at) => {
        const example = workpieces[Number(i)]?.example;
        return `${example?.file}:${Number(at) - linesBefore + (example?.line ?? 0) - 1}`;
      }),
    );
  return status === null ? ["the compiler did not end by itself"] : errors;
}
