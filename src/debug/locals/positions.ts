// Where a place in a script is in the source that it was made from. V8 knows the scripts that it runs; those who
// compile on the fly (tsx, `--enable-source-maps`) register their maps with Node.
import { findSourceMap } from "node:module";
import { fileURLToPath } from "node:url";

export interface Place {
  /** A URL or a path. */
  readonly url: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * The place in the source that the program was written in; the place itself where there is no map.
 *
 * @param line From 0, like the column: as inspectors count.
 */
export function originalPlace(url: string, line: number, column: number): Place {
  const generated = { url, line: line + 1, column: column + 1 };
  try {
    const map = findSourceMap(url) ?? findSourceMap(fileURLToPath(url));
    const entry = map?.findEntry(line, column);
    if (!entry || !("originalSource" in entry)) return generated;
    return {
      url: entry.originalSource,
      line: entry.originalLine + 1,
      column: entry.originalColumn + 1,
    };
  } catch {
    // Not a file, or a map that is broken.
    return generated;
  }
}
