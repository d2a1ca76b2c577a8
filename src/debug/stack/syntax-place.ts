// Where a file does not parse. Such an error is thrown by whatever loads modules, so its stack has no frame of the
// program; the place is in its text, and every loader writes it in its own way.

import type { StackFrame } from "./stack-text.ts";

/** The place, and what is left of the message without it. */
export interface SyntaxPlace {
  readonly frame: StackFrame;
  readonly message: string;
}

/**
 * @param position What Bun says of such an error, in a field of its own.
 * @returns null for an error that names no place.
 */
export function syntaxPlace(
  name: string,
  message: string,
  stack: string,
  position: unknown,
): SyntaxPlace | null {
  return (
    ofPosition(message, position) ??
    ofTransformer(message) ??
    ofDeno(message) ??
    (name === "SyntaxError" ? ofNode(message, stack) : null)
  );
}

function at(url: string, line: number, column: number): StackFrame {
  return { name: null, url, line, column, isAsync: false };
}

// Bun: `{ file, line, column, lineText }`, counted from 1.
function ofPosition(message: string, position: unknown): SyntaxPlace | null {
  if (typeof position !== "object" || position === null) return null;
  const { file, line, column, lineText } = position as Record<string, unknown>;
  // Errors of programs may have a position too; Bun's have the text of the line with it.
  if (typeof lineText !== "string" || typeof file !== "string") return null;
  if (typeof line !== "number" || typeof column !== "number") return null;
  return file === "" || line < 1 ? null : { frame: at(file, line, Math.max(1, column)), message };
}

// esbuild, and so tsx: lines such as `/app.ts:2:18: ERROR: Expected identifier`, whose columns count from 0.
const transformed = /^(.+):(\d+):(\d+): ERROR: (.*)$/gm;

function ofTransformer(message: string): SyntaxPlace | null {
  if (!message.includes(": ERROR: ")) return null;
  const matches = [...message.matchAll(transformed)];
  const [, file = "", line, column] = matches[0] ?? [];
  if (file === "") return null;
  const said = matches.map(([, , , , text]) => text!);
  return { frame: at(file, Number(line), Number(column) + 1), message: said.join("\n") };
}

// Deno: the place at the end, and an excerpt between.
const denoPlace = /\s+at (file:\S+):(\d+):(\d+)\s*$/;

function ofDeno(message: string): SyntaxPlace | null {
  const match = denoPlace.exec(message);
  if (match === null) return null;
  const [, url = "", line, column] = match;
  const said = message.slice(0, match.index).split("\n", 1)[0]!;
  return {
    frame: at(url, Number(line), Number(column)),
    message: said.replace(/^SyntaxError: /, ""),
  };
}

// Node puts the place in front of the stack: the file with its line, lines of it, and carets below the last of them.
function ofNode(message: string, stack: string): SyntaxPlace | null {
  const frame = nodePlace(stack);
  return frame === null ? null : { frame, message };
}

/** @param text A stack, or what Node prints. */
export function nodePlace(text: string): StackFrame | null {
  const [first = "", ...lines] = text.split("\n", 12);
  const match = /^(\S.*):(\d+)$/.exec(first);
  const carets = lines.find((line) => /^\s*\^+\s*$/.test(line));
  if (match === null || carets === undefined) return null;
  const [, url = "", line] = match;
  return at(url, Number(line), carets.indexOf("^") + 1);
}
