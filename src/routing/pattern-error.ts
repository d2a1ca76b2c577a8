// How a mistake in a pattern is shown: the pattern, a caret under the place, the fix.

import { SetupError } from "../errors/setup-error.ts";

/** A mistake in a pattern: where it begins, what it is, and what to write instead. */
export interface PatternMistake {
  readonly pattern: string;
  /** Offset of the mistake in `pattern`, in UTF-16 units. */
  readonly offset: number;
  readonly problem: string;
  readonly fix: string;
  /** `route-pattern` unless the mistake is one of a converter. */
  readonly code?: "route-pattern" | "route-converter";
  readonly cause?: unknown;
}

/**
 * Makes the error for a mistake in a pattern.
 *
 * ```
 * Cannot read the pattern "/users/<int:id": the "<" is never closed
 *   /users/<int:id
 *          ^
 * Fix: write /users/<int:id>    [route-pattern]
 * ```
 */
export function patternError(mistake: PatternMistake): SetupError {
  const shown = visible(mistake.pattern);
  const indent = [...visible(mistake.pattern.slice(0, mistake.offset))].length;
  const message =
    `Cannot read the pattern "${shown}": ${mistake.problem}\n` +
    `  ${shown}\n` +
    `  ${" ".repeat(indent)}^`;
  const { code = "route-pattern", fix, cause } = mistake;
  return new SetupError({ code, message, fix, ...(cause === undefined ? {} : { cause }) });
}

/** Control characters would move the caret or hide the mistake, so they are spelled out. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
