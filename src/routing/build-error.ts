// The error of a URL that cannot be built: names the route, the value and what would do.

import { SetupError } from "../errors/setup-error.ts";

/** What a URL is built for, as messages name it: a pattern, or a host with a pattern. */
export interface BuildSubject {
  readonly text: string;
  /** The names of its values. */
  readonly names: readonly string[];
}

/** Makes the error; its code is `url-build`. */
export function buildError(
  { text }: BuildSubject,
  problem: string,
  fix: string,
  cause?: unknown,
): SetupError {
  return new SetupError({
    code: "url-build",
    message: `Cannot build a URL for ${text}: ${problem}`,
    fix,
    ...(cause === undefined ? {} : { cause }),
  });
}

/** A value as messages show it: short, and never more of an object than its type. */
export function showValue(value: unknown): string {
  if (typeof value === "string") {
    return JSON.stringify(value.length > longestShown ? `${value.slice(0, longestShown)}…` : value);
  }
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString();
  }
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "function" ? "a function" : String(value);
}

const longestShown = 80;
