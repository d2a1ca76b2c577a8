// Which files count: what a program has loaded, and what it is likely to read. No file system.

import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { globToRegExp, isGlob } from "./glob.ts";

export interface WatchListOptions {
  readonly workingFolder: string;
  readonly extraFiles: readonly string[];
  readonly excludePatterns: readonly string[];
  /** Whether the runtime says which modules it has loaded. If not, all below the working folder count. */
  readonly knowsModules: boolean;
}

const sourceFile = /\.(?:[cm]?[jt]s|[jt]sx|json|wasm|node)$/;
const settingsFile = /^\.env(?:\..+)?$/;

export class WatchList {
  readonly #options: WatchListOptions;
  readonly #extra: readonly RegExp[];
  readonly #excluded: readonly RegExp[];
  readonly #modules = new Set<string>();
  readonly #folders = new Set<string>();
  /** Whether any source file counts: the program does not run, and its mending may need a new file. */
  generous = false;

  constructor(options: WatchListOptions) {
    this.#options = options;
    const { workingFolder } = options;
    this.#extra = options.extraFiles.map((file) => globToRegExp(absolute(file, workingFolder)));
    this.#excluded = options.excludePatterns.map((pattern) => globToRegExp(pattern));
    this.#folders.add(workingFolder);
  }

  /** Folders whose files are looked at, not those below them. */
  get folders(): ReadonlySet<string> {
    return this.#folders;
  }

  /** Folders that are looked at as a whole. */
  get trees(): string[] {
    const { knowsModules, workingFolder } = this.#options;
    const all = knowsModules ? [] : [workingFolder];
    return [...all, ...this.#templates(), ...this.#extraTrees()];
  }

  /**
   * Takes note of modules that the program has loaded.
   *
   * What comes from node_modules changes with an installation, which also changes package.json; watching each of
   * its files would cost more than the program's own.
   */
  add(paths: readonly string[]): void {
    for (const path of paths) {
      if (path.split(sep).includes("node_modules")) continue;
      this.#modules.add(path);
      this.#folders.add(dirname(path));
    }
  }

  /** Whether a file is one whose changes may come to count. */
  mayHave(path: string): boolean {
    const name = basename(path);
    return sourceFile.test(name) || settingsFile.test(name) || this.has(path);
  }

  /** Whether a change of a file counts. */
  has(path: string): boolean {
    const inside = relative(this.#options.workingFolder, path).replaceAll(sep, "/");
    const isExcluded = (pattern: RegExp): boolean =>
      pattern.test(inside) || pattern.test(slashed(path));
    if (this.#excluded.some(isExcluded)) return false;
    if (this.#modules.has(path) || this.#extra.some((pattern) => pattern.test(slashed(path))))
      return true;
    if (path.split(sep).includes("node_modules")) return false;
    if (this.#templates().some((folder) => path.startsWith(folder + sep))) return true;
    const name = basename(path);
    if (!this.#options.knowsModules && isBelow(inside)) {
      return sourceFile.test(name) || settingsFile.test(name);
    }
    if (!this.#folders.has(dirname(path))) return false;
    if (settingsFile.test(name)) return true;
    return this.generous ? sourceFile.test(name) : name.endsWith(".json");
  }

  #templates(): string[] {
    return [...this.#folders].map((folder) => join(folder, "templates"));
  }

  #extraTrees(): string[] {
    const { extraFiles, workingFolder } = this.#options;
    return extraFiles.map((file) => {
      const parts = absolute(file, workingFolder).split("/");
      const firstPattern = parts.findIndex(isGlob);
      return firstPattern === -1 ? parts.join("/") : parts.slice(0, firstPattern).join("/") || "/";
    });
  }
}

// Folders whose names begin with a dot are those of tools.
function isBelow(path: string): boolean {
  return !path.startsWith("../") && !/(?:^|\/)\.[^/]*\//.test(path);
}

function absolute(file: string, folder: string): string {
  // A pattern is no path yet, and `resolve` leaves its stars alone.
  return slashed(isAbsolute(file) ? file : resolve(folder, file));
}

function slashed(path: string): string {
  return path.replaceAll(sep, "/");
}
