// Any value as a short text. Nothing of the value's own runs: no getter, no toJSON, no inspector of its class.

import { inspect } from "node:util";

const options = {
  depth: 2,
  maxArrayLength: 20,
  maxStringLength: 500,
  breakLength: Infinity,
  compact: true,
  customInspect: false,
  showProxy: false,
  getters: false,
  colors: false,
} as const;

/**
 * @param maxLength In UTF-16 code units.
 * @example
 * shortText({ id: 1, tags: ["a"] }); // => "{ id: 1, tags: [ 'a' ] }"
 */
export function shortText(value: unknown, maxLength = 500): string {
  try {
    return shorten(inspect(value, options), maxLength);
  } catch {
    return "(a value that cannot be looked at)";
  }
}

/** The same text, or its beginning and how much is left out. */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength)}… ${text.length - maxLength} more`;
}
