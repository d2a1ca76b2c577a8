// Where in its source a place in a built file comes from. A runtime that knows source maps has said so in the stack
// already; this is for those that were started without.

import { SourceMap, type SourceMapPayload } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { SourceFiles } from "./source-files.ts";

export interface Place {
  readonly path: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

const comment = /\/\/[#@] ?sourceMappingURL=(\S+)/g;

/** Follows the map of a JavaScript file, if it has one and the place is in it; else the same place. */
export function originalPlace(place: Place, files: SourceFiles): Place {
  if (!/\.[cm]?js$/.test(place.path)) return place;
  try {
    return mapped(place, files) ?? place;
  } catch {
    // A broken map is no map.
    return place;
  }
}

function mapped({ path, line, column }: Place, files: SourceFiles): Place | null {
  const found = mapOf(path, files);
  if (found === null) return null;
  const entry = found.map.findEntry(line - 1, column - 1);
  if (!("originalSource" in entry)) return null;
  const source = sourcePath(entry.originalSource, found.root, found.base);
  return source === null
    ? null
    : { path: source, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

interface FoundMap {
  readonly map: SourceMap;
  readonly root: string;
  /** What its sources are relative to. */
  readonly base: string;
}

// A stack has many frames of the same file.
const known = new WeakMap<SourceFiles, Map<string, FoundMap | null>>();

function mapOf(path: string, files: SourceFiles): FoundMap | null {
  const maps = known.get(files) ?? new Map<string, FoundMap | null>();
  known.set(files, maps);
  let found = maps.get(path);
  if (found === undefined) {
    // So a map that cannot be read is looked at once.
    maps.set(path, null);
    found = readMap(path, files);
    maps.set(path, found);
  }
  return found;
}

function readMap(path: string, files: SourceFiles): FoundMap | null {
  const url = [...(files.text(path) ?? "").matchAll(comment)].at(-1)?.[1];
  if (url === undefined) return null;
  const [text, base] = mapAt(url, path, files);
  if (text === null) return null;
  const payload = JSON.parse(text) as SourceMapPayload;
  return { map: new SourceMap(payload), root: payload.sourceRoot ?? "", base };
}

/** The text of a map, and the path that its sources are relative to. */
function mapAt(url: string, path: string, files: SourceFiles): [string | null, string] {
  const inline = /^data:application\/json[^,]*?(;base64)?,(.*)$/s.exec(url);
  if (inline !== null) {
    const [, isBase64, data = ""] = inline;
    const text =
      isBase64 === undefined
        ? decodeURIComponent(data)
        : Buffer.from(data, "base64").toString("utf8");
    return [text, path];
  }
  const file = fileURLToPath(new URL(url, pathToFileURL(path)));
  return [files.text(file), file];
}

function sourcePath(source: string, root: string, base: string): string | null {
  if (source.startsWith("file:")) return fileURLToPath(source);
  if (/^[a-z]+:\/\//i.test(source)) return null;
  return resolve(dirname(base), root, decodeURI(source));
}
