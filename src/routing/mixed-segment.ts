// Matches a segment that mixes text and variables: `v<int:major>.<int:minor>`, `<name>.<ext>`.
// The first variable takes as much as it can, as in Flask. No regular expressions: no segment
// makes two built-in variables try more often than it is long.

import type { Pieces } from "./pattern-pieces.ts";
import type { PatternVariable } from "./pattern-variable.ts";

/**
 * Matches a whole decoded segment.
 *
 * @param values Receives the value of each variable, in order; left as it was if there is no match.
 */
export function matchMixedSegment(pieces: Pieces, text: string, values: unknown[]): boolean {
  const last = pieces.at(-1);
  if (typeof last === "string" && !text.endsWith(last)) return false;
  const mark = values.length;
  if (new Attempt(pieces, text, values).match(0, 0)) return true;
  values.length = mark;
  return false;
}

class Attempt {
  readonly #pieces: Pieces;
  readonly #text: string;
  readonly #values: unknown[];
  /** Per piece, the lowest end of a plain text behind which everything is known to fail. */
  #failedEnds: number[] = [];
  /** Piece and offset, as one number, that have failed: what keeps three variables from n³ tries. */
  #failedStarts: Set<number> | undefined;

  constructor(pieces: Pieces, text: string, values: unknown[]) {
    this.#pieces = pieces;
    this.#text = text;
    this.#values = values;
  }

  match(index: number, offset: number): boolean {
    const piece = this.#pieces[index];
    const text = this.#text;
    if (piece === undefined) return offset === text.length;
    if (typeof piece === "string") {
      return text.startsWith(piece, offset) && this.match(index + 1, offset + piece.length);
    }
    const follower = this.#pieces[index + 1] as string | undefined;
    if (follower === undefined) return this.#take(piece, text.slice(offset));
    return this.#matchBefore(piece, follower, index, offset);
  }

  /** Tries the ends of a variable that text follows, from the right-most one. */
  #matchBefore(
    variable: PatternVariable,
    follower: string,
    index: number,
    offset: number,
  ): boolean {
    const text = this.#text;
    const state = index * (text.length + 1) + offset;
    if (this.#failedStarts?.has(state) === true) return false;
    const mark = this.#values.length;
    const plain = isPlainText(variable);
    const furthest = plain
      ? (this.#failedEnds[index] ?? text.length + 1) - 1
      : furthestEnd(variable, text, offset);
    const isLast = index + 2 === this.#pieces.length;
    let end = isLast ? text.length - follower.length : text.lastIndexOf(follower, furthest);
    while (end > offset) {
      if (this.#take(variable, text.slice(offset, end)) && this.match(index + 1, end)) return true;
      this.#values.length = mark;
      if (isLast) break;
      if (plain) this.#failedEnds[index] = end;
      end = text.lastIndexOf(follower, end - 1);
    }
    if (index > 1) (this.#failedStarts ??= new Set()).add(state);
    return false;
  }

  #take(variable: PatternVariable, text: string): boolean {
    if (text === "") return false;
    const value = variable.converter.parse(text);
    if (value === undefined) return false;
    this.#values.push(value);
    return true;
  }
}

/** Whether a variable takes any text that is not empty. */
function isPlainText({ converter: { accepts } }: PatternVariable): boolean {
  return accepts?.kind === "text" && accepts.minLength === 1 && accepts.maxLength === Infinity;
}

/** Where a variable that begins at `offset` must have ended, from what its converter takes at most. */
function furthestEnd(
  { converter: { accepts } }: PatternVariable,
  text: string,
  offset: number,
): number {
  switch (accepts?.kind) {
    case "integer":
    case "decimal": {
      let end = text[offset] === "-" ? offset + 1 : offset;
      while (end < text.length && isNumeral(text.charCodeAt(end), accepts.kind)) end += 1;
      return end;
    }
    case "text":
      return offset + 2 * accepts.maxLength;
    case "words":
      return offset + Math.max(...accepts.words.map((word) => word.length));
    case "uuid":
      return offset + 36;
    case "date":
      return offset + 10;
    case undefined:
      return text.length;
  }
}

function isNumeral(code: number, kind: "integer" | "decimal"): boolean {
  return (code >= 0x30 && code <= 0x39) || (code === 0x2e && kind === "decimal");
}
