// A route pattern, read once at registration: `/static/<converter(args):name>`.
// Static text is written as in a URL: what a path segment cannot hold is percent-encoded.

import { ConverterTable } from "./converters.ts";
import { decodeSegment, isDotSegment } from "./path.ts";
import { patternError } from "./pattern-error.ts";
import { readPieces, variablesAmong } from "./pattern-pieces.ts";
import type { Pieces } from "./pattern-pieces.ts";
import { checkStaticText } from "./pattern-text.ts";
import type { PatternVariable } from "./pattern-variable.ts";

/** What stands between two slashes of a pattern. Static text is decoded. */
export type PatternSegment =
  | { readonly kind: "static"; readonly text: string }
  | { readonly kind: "variable"; readonly variable: PatternVariable }
  /** `v<int:major>.<int:minor>`: literals and variables take turns. */
  | { readonly kind: "mixed"; readonly pieces: Pieces }
  /** One segment or more. */
  | { readonly kind: "path"; readonly variable: PatternVariable };

/** A pattern that has been read. */
export interface Pattern {
  /** As written. */
  readonly text: string;
  /** Names of the variables, from left to right. */
  readonly names: readonly string[];
  readonly segments: readonly PatternSegment[];
  /** Whether it ends with a slash, as `/` and `/users/` do. */
  readonly endsWithSlash: boolean;
}

/**
 * Reads a pattern.
 *
 * @throws {SetupError} `route-pattern` for a mistake in the pattern, `route-converter` for one in a converter or its
 *   arguments; both show the place and what to write instead.
 * @example
 * parsePattern("/users/<int:id>").names; // => ["id"]
 * parsePattern("/users/<int:id"); // throws route-pattern
 */
export function parsePattern(
  text: string,
  converters: ConverterTable = defaultConverters,
): Pattern {
  checkShape(text);
  const endsWithSlash = text.endsWith("/");
  const segments: PatternSegment[] = [];
  const variables: PatternVariable[] = [];
  let offset = 1;
  while (offset < text.length) {
    const { pieces, end } = readPieces(text, offset, "/", converters, (from, to) =>
      readLiteral(text, from, to),
    );
    let from = offset;
    for (const variable of variablesAmong(pieces)) {
      from = text.indexOf(variable.text, from);
      checkName(text, from, variable.name, variables);
      variables.push(variable);
      from += variable.text.length;
    }
    segments.push(segmentOf(text, offset, pieces));
    offset = end + 1;
  }
  return { text, names: variables.map(({ name }) => name), segments, endsWithSlash };
}

/** Every variable of a pattern, from left to right. */
export function variablesOf(pattern: Pattern): readonly PatternVariable[] {
  return pattern.segments.flatMap((segment) => {
    if (segment.kind === "static") return [];
    if (segment.kind !== "mixed") return [segment.variable];
    return variablesAmong(segment.pieces);
  });
}

const defaultConverters = new ConverterTable();

function checkShape(text: string): void {
  if (typeof text !== "string") {
    throw patternError({
      pattern: String(text),
      offset: 0,
      problem: `it is of type ${typeof text}, not a string`,
      fix: 'give the path as a string, such as "/users/<int:id>"',
    });
  }
  if (!text.startsWith("/")) {
    throw patternError({
      pattern: text,
      offset: 0,
      problem: "it does not begin with a slash",
      fix: `write /${/^[^\s?#]*/.exec(text)?.[0] ?? ""}`,
    });
  }
}

function segmentOf(text: string, offset: number, pieces: Pieces): PatternSegment {
  const [first] = pieces;
  if (first === undefined) {
    throw patternError({
      pattern: text,
      offset,
      problem: "two slashes stand together",
      fix: `write ${text.replace(/\/{2,}/g, "/")}`,
    });
  }
  if (pieces.length > 1) {
    const path = pieces.find((piece) => typeof piece !== "string" && isPath(piece));
    if (typeof path === "object") {
      throw patternError({
        pattern: text,
        offset: text.indexOf(path.text, offset),
        problem: "a path takes whole segments, so it cannot share one with other text",
        fix: `put it between slashes, or take one segment with <${path.name}>`,
      });
    }
    return { kind: "mixed", pieces };
  }
  if (typeof first !== "string")
    return { kind: isPath(first) ? "path" : "variable", variable: first };
  if (isDotSegment(first)) {
    throw patternError({
      pattern: text,
      offset,
      problem: `clients resolve "${first}" before they send a path, so this would never match`,
      fix: "write the path that is left when it is resolved",
    });
  }
  return { kind: "static", text: first };
}

/** `path` is the only converter of more than one segment, and users cannot replace it. */
export function isPath(variable: PatternVariable): boolean {
  return variable.key.startsWith("path ");
}

function readLiteral(text: string, start: number, end: number): string {
  const literal = text.slice(start, end);
  checkStaticText(text, start, literal);
  const decoded = decodeSegment(literal);
  if (decoded !== undefined) return decoded;
  const malformed = literal.search(/%(?![0-9A-Fa-f]{2})/);
  throw patternError({
    pattern: text,
    offset: start + Math.max(malformed, literal.indexOf("%")),
    problem: malformed === -1 ? "the encoded bytes are not UTF-8" : "this % encodes nothing",
    fix: "write %25 for a percent sign, and other characters as they are",
  });
}

function checkName(
  text: string,
  offset: number,
  name: string,
  variables: readonly PatternVariable[],
): void {
  if (!variables.some((variable) => variable.name === name)) return;
  throw patternError({
    pattern: text,
    offset,
    problem: `the name "${name}" is used twice, and a handler gets one value of a name`,
    fix: `give this one another name, such as ${name}2`,
  });
}
