// The platform's own classes as simpler values, which the encoder then writes like any other.

import { bytesOf, toBase64, toBase64url, toHex } from "./bytes.ts";
import { formatIsoDate } from "./iso-date.ts";
import type { Kind } from "./kind.ts";
import type { Policy } from "./policy.ts";

/** The kinds that turn into a simpler value. */
export type BuiltInKind = Exclude<Kind, "locked" | "map" | "other" | "set" | "typed-array">;

const dateGetTime = Date.prototype.getTime;
const regExpToString = RegExp.prototype.toString;
const valueOfs = [Number, String, Boolean, BigInt, Symbol].map(
  (type) => type.prototype.valueOf as (this: unknown) => unknown,
);

/** The simpler value of a built-in. Names keep their order, so members come as a Map. */
export function simplify(
  value: object,
  kind: BuiltInKind,
  policy: Policy,
  debug: boolean,
): string | number | boolean | bigint | symbol | null | readonly number[] | Map<string, unknown> {
  switch (kind) {
    case "date":
      return formatDate(value as Date, policy.date);
    case "bytes":
      return simplifyBytes(bytesOf(value as ArrayBufferView), policy.bytes);
    case "url":
      return (value as URL).href;
    case "regexp":
      return regExpToString.call(value as RegExp);
    case "boxed":
      return unbox(value);
    case "pairs":
      return gatherPairs(value as Iterable<readonly [string, unknown]>);
    case "error":
      return errorMembers(value as Error, debug);
  }
}

/** null for an invalid date, in every form. */
export function formatDate(date: Date, form: Policy["date"]): string | number | null {
  const epochMs = dateGetTime.call(date);
  if (Number.isNaN(epochMs)) return null;
  if (form === "epoch-ms") return epochMs;
  // A fresh one: subclasses may write themselves in another way.
  return form === "iso" ? formatIsoDate(epochMs) : new Date(epochMs).toUTCString();
}

function simplifyBytes(bytes: Uint8Array, form: Policy["bytes"]): string | readonly number[] {
  switch (form) {
    case "base64":
      return toBase64(bytes);
    case "base64url":
      return toBase64url(bytes);
    case "hex":
      return toHex(bytes);
    case "array":
      return Array.from(bytes);
  }
}

function unbox(value: object): string | number | boolean | bigint | symbol {
  for (const valueOf of valueOfs) {
    let primitive: unknown;
    try {
      primitive = valueOf.call(value);
    } catch {
      continue;
    }
    // As JSON.stringify: numbers and strings may convert themselves, the others may not.
    if (typeof primitive === "number") return Number(value);
    if (typeof primitive === "string") return String(value);
    return primitive as boolean | bigint | symbol;
  }
  throw new TypeError("not a boxed primitive");
}

/** `a=1&b=2&a=3` is `{ a: ["1", "3"], b: "2" }`. */
function gatherPairs(pairs: Iterable<readonly [string, unknown]>): Map<string, unknown> {
  const repeated = new Set<string>();
  const members = new Map<string, unknown>();
  for (const [name, value] of pairs) {
    const earlier = members.get(name);
    if (!members.has(name)) members.set(name, value);
    else if (repeated.has(name)) (earlier as unknown[]).push(value);
    else {
      repeated.add(name);
      members.set(name, [earlier, value]);
    }
  }
  return members;
}

// A stack tells an attacker about paths and versions: only debug mode shows it.
function errorMembers(error: Error, debug: boolean): Map<string, unknown> {
  const members = new Map<string, unknown>([
    ["name", error.name],
    ["message", error.message],
  ]);
  for (const name of Object.keys(error)) {
    if (name !== "stack" && !members.has(name)) {
      members.set(name, (error as unknown as Record<string, unknown>)[name]);
    }
  }
  // Set by the constructors of Error and AggregateError, where Object.keys does not see them.
  for (const name of ["cause", "errors"]) {
    if (Object.hasOwn(error, name) && !members.has(name)) {
      members.set(name, (error as unknown as Record<string, unknown>)[name]);
    }
  }
  if (debug) members.set("stack", error.stack);
  return members;
}
