// What a program writes to its console, kept for the reports of the request in which it was written. It is printed as
// before.

import { format } from "node:util";
import type { OutputLine } from "./report.ts";
import { shorten } from "./short-text.ts";

type Level = OutputLine["level"];

const levels: readonly Level[] = ["debug", "info", "log", "warn", "error"];

const maxLines = 200;
const maxLineLength = 2_000;

/** The output of one request; of what is too much, the last lines. */
export class Output {
  readonly #lines: OutputLine[] = [];

  get lines(): readonly OutputLine[] {
    return [...this.#lines];
  }

  add(level: Level, message: readonly unknown[]): void {
    let text;
    try {
      text = format(...message);
    } catch {
      // What cannot be looked at is printed, or fails to be, all the same.
      return;
    }
    this.#lines.push({ level, text: shorten(text, maxLineLength) });
    if (this.#lines.length > maxLines) this.#lines.shift();
  }
}

/**
 * Keeps what is written from now on.
 *
 * @param outputOf Where to; undefined for what is written outside of requests.
 * @returns Stops it.
 */
export function keepOutput(outputOf: () => Output | undefined): () => void {
  const restores = levels.map((level) => {
    const print = console[level];
    const keep = (...message: unknown[]): void => {
      outputOf()?.add(level, message);
      print.apply(console, message);
    };
    console[level] = keep;
    return () => {
      // Whoever has put something else in its place since then keeps it.
      if (console[level] === keep) console[level] = print;
    };
  });
  return () => restores.forEach((restore) => restore());
}
