// What proxies say about the request that reached them. Only lists are read here; whom to believe is
// for others to decide.
// Source: RFC 7239 (Forwarded); the X-Forwarded fields have no standard but use.

import { readQuotedString, skipWhitespace } from "./quoted-string.ts";
import { isToken, trimWhitespace } from "./token.ts";

/**
 * The values of an `X-Forwarded` field, farthest first; each proxy appends its own.
 *
 * @example
 * parseForwardedList("203.0.113.7, 10.0.0.2"); // => ["203.0.113.7", "10.0.0.2"]
 */
export function parseForwardedList(field: string | null): readonly string[] {
  if (field === null) return [];
  return field
    .split(",")
    .map((value) => trimWhitespace(value))
    .filter((value) => value !== "");
}

/** What one proxy says: parameters by their names in lower case, such as `for`, `by`, `host`, `proto`. */
export type ForwardedElement = ReadonlyMap<string, string>;

/**
 * The elements of a `Forwarded` field, farthest first.
 *
 * @returns null if the field is malformed: then nothing of it can be believed.
 * @example
 * parseForwarded('for="[2001:db8::1]:80";proto=https, for=10.0.0.2')?.map((element) => element.get("for"));
 * // => ["[2001:db8::1]:80", "10.0.0.2"]
 * parseForwarded("for=a for=b"); // => null
 */
export function parseForwarded(field: string): readonly ForwardedElement[] | null {
  const elements: ForwardedElement[] = [];
  let element = new Map<string, string>();
  let at = skipWhitespace(field, 0);
  while (at < field.length) {
    if (field[at] !== "," && field[at] !== ";") {
      const pair = readPair(field, at);
      if (pair === null || element.has(pair.name)) return null;
      element.set(pair.name, pair.value);
      at = skipWhitespace(field, pair.end);
    }
    if (at < field.length && field[at] !== "," && field[at] !== ";") return null;
    if (at >= field.length || field[at] === ",") {
      if (element.size > 0) elements.push(element);
      element = new Map();
    }
    at = skipWhitespace(field, at + 1);
  }
  if (element.size > 0) elements.push(element);
  return elements;
}

interface Pair {
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

function readPair(text: string, start: number): Pair | null {
  const equals = text.indexOf("=", start);
  if (equals === -1) return null;
  const name = text.slice(start, equals).toLowerCase();
  if (!isToken(name)) return null;
  if (text[equals + 1] === '"') {
    const quoted = readQuotedString(text, equals + 1);
    return quoted && { name, value: quoted.text, end: quoted.end };
  }
  let end = equals + 1;
  while (end < text.length && !",; \t".includes(text[end]!)) end++;
  const value = text.slice(equals + 1, end);
  return isToken(value) ? { name, value, end } : null;
}
