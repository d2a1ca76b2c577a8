// What holds for the files of src/ and tests/. Each check is a function from the files to
// the sentences that say what is wrong; none means that all is well.
import { posix } from "node:path";
import { isBuiltin } from "node:module";
import { browserFolder, nodeFolders, ranks, roomOf, testsOfTheWhole } from "./ranks.ts";
import { parse } from "./source-tree.ts";
import type { Source, Tree } from "./source-tree.ts";

const maxLines = 300;
const maxHeaderLines = 6;
const emptyNames = /^(utils?|helpers?|common|types|misc|shared|lib)$/;

/** The source files of a tree, parsed. */
export function sourcesOf(tree: Tree): readonly Source[] {
  return Object.entries(tree)
    .filter(([path]) => path.startsWith("src/"))
    .map(([path, text]) => parse(path, text));
}

export function checkRanks(sources: readonly Source[]): readonly string[] {
  const problems: string[] = [];
  for (const source of sources) {
    const room = roomOf(source.path);
    const rule = ranks[room as keyof typeof ranks] as
      | { readonly mayImport: readonly string[] }
      | undefined;
    if (rule === undefined) {
      problems.push(`${source.path}: the room "${room}" has no rank`);
      continue;
    }
    for (const { specifier, typeOnly } of source.imports) {
      const target = targetOf(source.path, specifier);
      if (target === undefined || target.room === room) continue;
      const allowed = rule.mayImport.some(
        (item) =>
          item === target.room || (item.includes("/") && target.path.startsWith(`src/${item}`)),
      );
      if (!allowed) {
        problems.push(`${source.path}: ${room} must not import ${target.room} (${specifier})`);
      } else if (room === "client" && !typeOnly) {
        problems.push(`${source.path}: client may import types only (${specifier})`);
      }
    }
  }
  return problems;
}

function targetOf(
  from: string,
  specifier: string,
): { readonly room: string; readonly path: string } | undefined {
  if (specifier === "#runtime") return { room: "runtime by condition", path: specifier };
  if (specifier === "#debug") return { room: "debug", path: specifier };
  if (specifier === "hipflask" || specifier.startsWith("hipflask/")) {
    return { room: "hipflask by name", path: specifier };
  }
  if (!specifier.startsWith(".")) return undefined;
  const path = resolve(from, specifier);
  return { room: roomOf(path), path };
}

function resolve(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier);
}

export function checkCycles(sources: readonly Source[]): readonly string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const done = new Set<string>();
  const trail: string[] = [];
  const problems: string[] = [];

  const walk = (path: string): void => {
    const seenAt = trail.indexOf(path);
    if (seenAt !== -1) problems.push([...trail.slice(seenAt), path].join(" → "));
    if (seenAt !== -1 || done.has(path)) return;
    trail.push(path);
    for (const { specifier } of byPath.get(path)?.imports ?? []) {
      if (specifier.startsWith(".")) walk(resolve(path, specifier));
    }
    trail.pop();
    done.add(path);
  };
  for (const { path } of sources) walk(path);
  return problems;
}

/** `exports` of package.json and `src/*.ts` say the same. */
export function checkEntries(
  exports: Readonly<Record<string, unknown>>,
  sources: readonly Source[],
): readonly string[] {
  const files = new Set(sources.map(({ path }) => path));
  const problems: string[] = [];
  const exported = new Set<string>();
  for (const [entry, target] of Object.entries(exports)) {
    if (entry === "./package.json") continue;
    const name = entry === "." ? "index" : entry.slice(2);
    exported.add(`src/${name}.ts`);
    if (!files.has(`src/${name}.ts`)) problems.push(`exports "${entry}": no src/${name}.ts`);
    const wanted = {
      "hipflask-source": `./src/${name}.ts`,
      types: `./dist/${name}.d.ts`,
      default: `./dist/${name}.js`,
    };
    // As text, because the order of conditions is their meaning.
    if (JSON.stringify(target) !== JSON.stringify(wanted)) {
      problems.push(`exports "${entry}": is not ${JSON.stringify(wanted)}`);
    }
  }
  for (const path of files) {
    if (roomOf(path) !== "entries" && path !== "src/gateway.ts") continue;
    if (!exported.has(path)) problems.push(`${path}: not in the exports of package.json`);
  }
  return problems;
}

/** `src/a/b.ts` ↔ `tests/a/b.test.ts`, `b.node.test.ts`, `b.aspect.test.ts`, `b.test-d.ts`. */
export function checkMirrors(tree: Tree, sources: readonly Source[]): readonly string[] {
  const tests = Object.keys(tree).filter((path) => /^tests\/.*\.test(-d)?\.ts$/.test(path));
  const mirrored = new Map(tests.map((path) => [path, mirroredSource(path)]));
  const runTests = tests.filter((path) => path.endsWith(".test.ts"));
  const covered = new Set(runTests.map((path) => mirrored.get(path)));
  const problems: string[] = [];
  for (const { path, runs } of sources) {
    if (!runs || path.startsWith(browserFolder)) continue;
    if (!covered.has(path.slice(0, -".ts".length))) problems.push(`${path}: has no test`);
  }
  const known = new Set(Object.keys(tree).map((path) => path.replace(/\.(m?js|ts)$/, "")));
  for (const [test, source] of mirrored) {
    if (testsOfTheWhole.some((pattern) => pattern.test(test))) continue;
    if (!known.has(source)) problems.push(`${test}: mirrors no source, ${source}.ts is not there`);
  }
  return problems;
}

function mirroredSource(test: string): string {
  const folder = posix
    .dirname(test)
    .replace(/^tests(?!\/(?:tools|bench))/, "src")
    .replace(/^tests\//, "");
  return `${folder}/${posix.basename(test).split(".")[0]}`;
}

export function checkNames(sources: readonly Source[]): readonly string[] {
  const problems: string[] = [];
  for (const { path } of sources) {
    for (const name of path.replace(/\.[jt]s$/, "").split("/")) {
      if (emptyNames.test(name)) problems.push(`${path}: "${name}" says nothing; name the concept`);
      else if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) problems.push(`${path}: not kebab-case`);
    }
  }
  return problems;
}

export function checkLengths(sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ lines }) => lines.length > maxLines)
    .map(({ path, lines }) => `${path}: ${lines.length} lines, must be at most ${maxLines}`);
}

export function checkHeaders(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ path, lines }) => {
    const end = lines.findIndex((line) => !line.startsWith("//"));
    const length = end === -1 ? lines.length : end;
    if (length === 0) return [`${path}: does not begin with a comment that says what it is`];
    return length > maxHeaderLines
      ? [`${path}: its header has ${length} lines, must be at most ${maxHeaderLines}`]
      : [];
  });
}

export function checkNodeImports(sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ path }) => !nodeFolders.some((folder) => path.startsWith(folder)))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier }) => isBuiltin(specifier))
        .map(
          ({ specifier }) => `${path}: imports ${specifier}; only ${nodeFolders.join(", ")} may`,
        ),
    );
}

export function checkDynamicCode(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ path, dynamicCode }) =>
    dynamicCode.map(({ line, name }) => `${path}:${line}: makes code from a string by ${name}()`),
  );
}
