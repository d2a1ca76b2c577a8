// What a response depends on besides its URL, so that caches keep the answers apart.
// Source: RFC 9110 §12.5.5.

import { trimWhitespace } from "./token.ts";

/**
 * A `Vary` field with more names: none twice, and nothing beside `*`.
 *
 * @param current The field as it is; null if there is none.
 * @example
 * addToVary(null, ["Accept"]); // => "Accept"
 * addToVary("Accept", ["accept", "Cookie"]); // => "Accept, Cookie"
 * addToVary("*", ["Cookie"]); // => "*"
 */
export function addToVary(current: string | null, names: readonly string[]): string {
  const all: string[] = [];
  for (const name of [...(current ?? "").split(","), ...names]) {
    const trimmed = trimWhitespace(name);
    if (trimmed === "*") return "*";
    const isNew = !all.some((known) => known.toLowerCase() === trimmed.toLowerCase());
    if (trimmed !== "" && isNew) all.push(trimmed);
  }
  return all.join(", ");
}
