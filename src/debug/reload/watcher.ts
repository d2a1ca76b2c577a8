// Says when files have changed: once for what an editor does in several steps, and never for what changes nothing.

import { createHash } from "node:crypto";
import { readFileSync, statSync, type Stats } from "node:fs";
import { dirname } from "node:path";
import { watch, type FSWatcher } from "chokidar";
import type { WatchList } from "./watch-list.ts";

// Editors write twice, or write beside the file and rename: both within a few milliseconds.
const quietMs = 40;

const secondLookMs = 100;

// What no file contains: whatever is found is another.
const unknown = "?";

// Of a file as large, size and time have to do.
const maxHashedBytes = 4 * 1024 * 1024;

export class Watcher {
  readonly #list: WatchList;
  readonly #changed: (paths: string[]) => void;
  readonly #folders: FSWatcher;
  readonly #trees: FSWatcher;
  /** Since when each path is watched. */
  readonly #watched = new Map<string, number>();
  readonly #contents = new Map<string, string>();
  readonly #touched = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #secondLook: NodeJS.Timeout | undefined;

  /** @param changed Is given the paths of files that are others than before. */
  constructor(list: WatchList, changed: (paths: string[]) => void) {
    this.#list = list;
    this.#changed = changed;
    const ignored = (path: string, stats?: { isFile(): boolean }): boolean =>
      isForeign(path) || (stats?.isFile() === true && !list.mayHave(path));
    const options = { alwaysStat: true, ignorePermissionErrors: true, ignored };
    this.#folders = watch([], { ...options, depth: 0 });
    this.#trees = watch([], options);
    for (const watcher of [this.#folders, this.#trees]) {
      watcher.on("add", (path, stats) => this.#met(path, stats));
      watcher.on("change", (path) => this.#touch(path));
      watcher.on("unlink", (path) => this.#touch(path));
      // A folder that cannot be watched is as good as one that does not change.
      watcher.on("error", () => {});
    }
  }

  /** Follows the list: watches what has come to it. */
  update(): void {
    this.#watch(this.#folders, this.#list.folders);
    this.#watch(this.#trees, this.#list.trees);
  }

  /**
   * Takes note of files that the program has just read.
   *
   * @param sinceMs When the program was started. A file that is newer may have changed after it was read.
   */
  read(paths: readonly string[], sinceMs: number): void {
    for (const path of paths) {
      // What is known is followed by its events: looking now could take in a change before it is told.
      if (isForeign(path) || this.#contents.has(path)) continue;
      if (modifiedMs(path) < sinceMs) this.#contents.set(path, contentOf(path));
      else {
        this.#contents.set(path, unknown);
        this.#touch(path);
      }
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    clearTimeout(this.#secondLook);
    await Promise.all([this.#folders.close(), this.#trees.close()]);
  }

  #watch(watcher: FSWatcher, paths: Iterable<string>): void {
    const fresh = [...paths].filter((path) => !this.#watched.has(path));
    const nowMs = Date.now();
    for (const path of fresh) this.#watched.set(path, nowMs);
    if (fresh.length > 0) watcher.add(fresh);
  }

  // Every file is met once when watching begins, and it is new only if it was not there before.
  #met(path: string, stats: Stats | undefined): void {
    if (this.#contents.has(path)) return this.#touch(path);
    const sinceMs = this.#watched.get(dirname(path)) ?? 0;
    if (sinceMs > 0 && (stats?.birthtimeMs ?? 0) > sinceMs) return this.#touch(path);
    this.#contents.set(path, contentOf(path));
  }

  #touch(path: string): void {
    this.#touched.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), quietMs);
  }

  #tell(): void {
    const changed: string[] = [];
    for (const path of this.#touched) {
      const content = contentOf(path);
      if (content === this.#contents.get(path)) continue;
      this.#contents.set(path, content);
      if (this.#list.has(path)) changed.push(path);
    }
    this.#lookAgain([...this.#touched]);
    this.#touched.clear();
    if (changed.length > 0) this.#changed(changed);
  }

  // chokidar tells of one change of a file in 50 ms, and drops the others.
  #lookAgain(paths: readonly string[]): void {
    clearTimeout(this.#secondLook);
    this.#secondLook = setTimeout(() => {
      for (const path of paths) {
        if (contentOf(path) !== this.#contents.get(path)) this.#touch(path);
      }
    }, secondLookMs);
  }
}

// What packages are made of changes with package.json; see watch-list.ts.
function isForeign(path: string): boolean {
  return /[\\/](?:node_modules|\.git)(?:[\\/]|$)/.test(path);
}

function modifiedMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

// Empty for what is not there.
function contentOf(path: string): string {
  try {
    const { size, mtimeMs } = statSync(path);
    if (size > maxHashedBytes) return `${size} ${mtimeMs}`;
    return createHash("sha256").update(readFileSync(path)).digest("base64");
  } catch {
    return "";
  }
}
