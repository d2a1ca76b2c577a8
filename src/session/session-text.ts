// The data of a session as text, and back. What JSON cannot say is tagged: `{"$date":"2026-…"}`.
// The text decides what has changed, so that the same data must always give the same text.

import { fromBase64url, toBase64url } from "../json/bytes.ts";

/** Deeper is a circle, or nothing for a session. */
const maxDepth = 100;

/**
 * The text of a session's data: JSON's values, and `Date`, `bigint` and `Uint8Array` at any depth.
 *
 * @throws {TypeError} `session-value` for anything else, with its path.
 * @example
 * encodeSession({ userId: 7, since: new Date(0) }); // => '{"userId":7,"since":{"$date":"1970-01-01T00:00:00.000Z"}}'
 * encodeSession({ cart: { items: new Set([1]) } }); // throws session.cart.items
 */
export function encodeSession(data: object): string {
  return JSON.stringify(tagged(data, "session", 0));
}

/** The data of a text that `encodeSession` wrote: an object without a prototype. */
export function decodeSession(text: string): Record<string, unknown> {
  const data = revived(JSON.parse(text) as unknown) as Record<string, unknown>;
  return Object.assign(Object.create(null) as Record<string, unknown>, data);
}

function tagged(value: unknown, path: string, depth: number): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      if (Number.isFinite(value)) return value;
      throw refused(path, String(value), "store null, or leave it out");
    case "bigint":
      return { $bigint: String(value) };
    case "object":
      return value === null ? null : taggedObject(value, path, depth);
    default:
      throw refused(path, value === undefined ? "undefined" : `a ${typeof value}`, "leave it out");
  }
}

function taggedObject(value: object, path: string, depth: number): unknown {
  if (depth === maxDepth) {
    throw refused(path, `nested deeper than ${maxDepth}, perhaps in a circle`, "store less");
  }
  if (Array.isArray(value)) {
    return Array.from(value, (item, i) => tagged(item, `${path}[${i}]`, depth + 1));
  }
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw refused(path, "an invalid Date", "store null");
    return { $date: value.toISOString() };
  }
  if (value instanceof Uint8Array) return { $bytes: toBase64url(value) };
  if (!isPlain(value)) {
    const name = (value.constructor as { name?: string } | undefined)?.name;
    throw refused(
      path,
      `a ${name === undefined || name === "" ? "class instance" : name}`,
      "store what it is made of, such as [...set], Object.fromEntries(map) or a key to look it up by",
    );
  }
  const entries = Object.create(null) as Record<string, unknown>;
  for (const [name, item] of Object.entries(value)) {
    // As JSON: a member that is undefined is not there.
    if (item !== undefined) entries[name] = tagged(item, `${path}.${name}`, depth + 1);
  }
  return tagOf(entries) === undefined ? entries : { $object: entries };
}

// An object whose only member begins with a dollar would be read as a tag, and is tagged itself.
function tagOf(value: object): string | undefined {
  const [name, ...others] = Object.keys(value);
  return name !== undefined && others.length === 0 && name.startsWith("$") ? name : undefined;
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function revived(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  switch (Array.isArray(value) ? undefined : tagOf(value)) {
    case "$date":
      return new Date(object["$date"] as string);
    case "$bigint":
      return BigInt(object["$bigint"] as string);
    case "$bytes":
      return fromBase64url(object["$bytes"] as string);
    case "$object":
      return reviveMembers(object["$object"] as Record<string, unknown>);
    default:
      return reviveMembers(object);
  }
}

// In place: a member named `__proto__` is already the object's own, and stays it.
function reviveMembers(object: Record<string, unknown>): Record<string, unknown> {
  for (const name of Object.keys(object)) object[name] = revived(object[name]);
  return object;
}

function refused(path: string, what: string, fix: string): TypeError {
  return new TypeError(
    `Cannot save ${path}: it is ${what}; a session carries JSON's values, Date, bigint and Uint8Array\n` +
      `Fix: ${fix}    [session-value]`,
  );
}
