// Source files as they are on disk, for excerpts: read once for a report, and within bounds.

import { readFileSync, statSync } from "node:fs";
import type { Excerpt } from "../report.ts";

// What people write by hand is far below; what is above has been generated, and no excerpt of it helps.
const maxFileBytes = 8 * 1024 * 1024;
const maxLineLength = 400;

const linesAround = 5;

export class SourceFiles {
  readonly #texts = new Map<string, string | null>();
  readonly #lines = new Map<string, readonly string[]>();

  /** The text of a file; null if there is none, or if it is too large. */
  text(path: string): string | null {
    let text = this.#texts.get(path);
    if (text === undefined) {
      text = readText(path);
      this.#texts.set(path, text);
    }
    return text;
  }

  /** The lines around one of a file, which counts from 1; null if the file has no such line. */
  excerpt(path: string, line: number): Excerpt | null {
    const lines = this.#linesOf(path);
    const own = lines[line - 1];
    if (own === undefined || own.length > maxLineLength) return null;
    const first = Math.max(1, line - linesAround);
    const shown = lines.slice(first - 1, line + linesAround);
    return { firstLine: first, lines: shown.map((each) => each.slice(0, maxLineLength)) };
  }

  #linesOf(path: string): readonly string[] {
    let lines = this.#lines.get(path);
    if (lines === undefined) {
      lines = this.text(path)?.split(/\r\n|\n|\r/) ?? [];
      this.#lines.set(path, lines);
    }
    return lines;
  }
}

function readText(path: string): string | null {
  try {
    const { size } = statSync(path);
    return size > maxFileBytes ? null : readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
