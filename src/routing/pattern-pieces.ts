// Takes one segment of a path, or one label of a host, apart into text and variables.

import type { ConverterTable } from "./converters.ts";
import { patternError } from "./pattern-error.ts";
import { readVariable, variableEnd } from "./pattern-variable.ts";
import type { PatternVariable } from "./pattern-variable.ts";

/** Texts and variables; no two variables touch. */
export type Pieces = readonly (string | PatternVariable)[];

/**
 * Reads up to the next separator outside of a variable.
 *
 * @param separator What ends the pieces: "/" or ".".
 * @param readText Checks static text and gives it as it is compared.
 * @throws {SetupError} `route-pattern` or `route-converter`.
 */
export function readPieces(
  text: string,
  start: number,
  separator: string,
  converters: ConverterTable,
  readText: (start: number, end: number) => string,
): { readonly pieces: Pieces; readonly end: number } {
  const pieces: (string | PatternVariable)[] = [];
  let offset = start;
  while (offset < text.length && text[offset] !== separator) {
    if (text[offset] === "<") {
      if (typeof pieces.at(-1) === "object") throw touchingVariables(text, offset, separator);
      const end = variableEnd(text, offset);
      pieces.push(readVariable(text, offset, end, converters));
      offset = end + 1;
    } else {
      const end = textEnd(text, offset, separator);
      pieces.push(readText(offset, end));
      offset = end;
    }
  }
  return { pieces, end: offset };
}

/** The variables among the pieces, from left to right. */
export function variablesAmong(pieces: Pieces): readonly PatternVariable[] {
  return pieces.filter((piece) => typeof piece !== "string");
}

function textEnd(text: string, start: number, separator: string): number {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== "<") end += 1;
  return end;
}

function touchingVariables(text: string, offset: number, separator: string): Error {
  return patternError({
    pattern: text,
    offset,
    problem: "two variables touch, so nothing tells where the first one ends",
    fix: `put text between them, such as a dash or a ${separator === "/" ? "slash" : "dot"}`,
  });
}
