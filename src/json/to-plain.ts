// Bodies of rows with dates, bigints, Sets and Maps: copied with those replaced, so that the engine's
// own writer can write them. That is faster than any writer of ours; all else is left to the encoder.

import { formatDate } from "./built-in.ts";
import { isUnpolluted, type Probed } from "./is-plain.ts";
import type { Policy } from "./policy.ts";

/** What `toPlain` gives for a value that only the encoder can write. */
export const encoderOnly: unique symbol = Symbol("encoderOnly");

/** What `toPlain` gives for a value with a list that is better copied a part at a time. */
export const tooLong: unique symbol = Symbol("tooLong");

// A copy of so many rows grows old before it is written, and the collector moves every row of it.
export const longLength = 2_048;

// As in is-plain.ts: circles end here, and the encoder finds them exactly.
const maxCopyDepth = 200;
const maxCopyLength = 2 ** 29;

const { isArray } = Array;
const { getPrototypeOf, prototype: objectPrototype } = Object;
const { prototype: arrayPrototype } = Array;
const { prototype: datePrototype } = Date;
const { prototype: mapPrototype } = Map;
const { prototype: setPrototype } = Set;
const dateToJSON = datePrototype.toJSON;
const { slice } = arrayPrototype;
const mapEntries = mapPrototype.entries;
const setValues = setPrototype.values;

/**
 * A value that `JSON.stringify` writes as the table says: `value` itself where it does so already,
 * a copy where dates, bigints, Sets and Maps are replaced, `encoderOnly`, or `tooLong`. Changes nothing in `value`.
 */
export function toPlain(value: unknown, policy: Policy): unknown {
  switch (typeof value) {
    case "object":
      if (value === null) return null;
      return isUnpolluted() ? copyObject(value, policy, 0) : encoderOnly;
    case "bigint":
      return policy.bigint === "string" ? String(value) : encoderOnly;
    case "string":
    case "number":
    case "boolean":
      return value;
    case "function":
    case "symbol":
    case "undefined":
      return encoderOnly;
  }
}

function copyObject(value: object, policy: Policy, depth: number): unknown {
  if (depth > maxCopyDepth) return encoderOnly;
  const prototype: unknown = getPrototypeOf(value);
  if (prototype === objectPrototype) return copyRecord(value, policy, depth);
  const { toJSON } = value as Probed;
  if (prototype === datePrototype) {
    return toJSON === dateToJSON ? formatDate(value as Date, policy.date) : encoderOnly;
  }
  if (toJSON !== undefined) return encoderOnly;
  if (prototype === arrayPrototype && isArray(value)) return copyArray(value, policy, depth);
  if (prototype === setPrototype) {
    return copyArray([...setValues.call(value as Set<unknown>)], policy, depth);
  }
  if (prototype === mapPrototype) return copyMap(value as Map<unknown, unknown>, policy, depth);
  return encoderOnly;
}

function copyMap(map: Map<unknown, unknown>, policy: Policy, depth: number): unknown {
  const record: Record<string, unknown> = {};
  for (const [key, value] of mapEntries.call(map)) {
    // An object puts names that look like numbers first, and takes __proto__ for its prototype.
    if (typeof key !== "string" || startsWithDigit(key) || key === "__proto__") return encoderOnly;
    if (typeof value === "string" || typeof value === "number") {
      record[key] = value;
      continue;
    }
    const plain = copyMember(value, policy, depth);
    if (plain === encoderOnly || plain === tooLong) return plain;
    record[key] = plain;
  }
  return record;
}

function startsWithDigit(name: string): boolean {
  const unit = name.charCodeAt(0);
  return unit >= 0x30 && unit <= 0x39;
}

function copyArray(items: readonly unknown[], policy: Policy, depth: number): unknown {
  const { length } = items;
  if (length > maxCopyLength) return encoderOnly;
  // Only lists near the top: those inside of rows are seldom long, and their rows are what is parted.
  if (length >= longLength && depth <= 1) return tooLong;
  let copy: unknown[] | undefined;
  for (let index = 0; index < length; index++) {
    const item = items[index];
    if (typeof item === "string" || typeof item === "number") continue;
    const plain = copyMember(item, policy, depth);
    if (plain === item) continue;
    if (plain === encoderOnly || plain === tooLong) return plain;
    copy ??= slice.call(items);
    copy[index] = plain;
  }
  return copy ?? items;
}

function copyRecord(value: object, policy: Policy, depth: number): unknown {
  if (
    (value as Probed)[Symbol.iterator] !== undefined ||
    (value as Probed)[Symbol.asyncIterator] !== undefined ||
    (value as Probed).toJSON !== undefined
  ) {
    return encoderOnly;
  }
  let copy: Record<string, unknown> | undefined;
  for (const key in value) {
    const member = (copy ?? (value as Record<string, unknown>))[key];
    if (typeof member === "string" || typeof member === "number") continue;
    const plain = copyMember(member, policy, depth);
    if (plain === member) continue;
    if (plain === encoderOnly || plain === tooLong) return plain;
    if (key === "__proto__") return encoderOnly;
    copy ??= { ...value };
    copy[key] = plain;
  }
  return copy ?? value;
}

// Absent members and items are dropped or null by the engine, as the table says.
function copyMember(member: unknown, policy: Policy, depth: number): unknown {
  if (typeof member === "object") {
    return member === null ? null : copyObject(member, policy, depth + 1);
  }
  if (typeof member === "bigint") {
    return policy.bigint === "string" ? String(member) : encoderOnly;
  }
  return typeof member === "function" ? encoderOnly : member;
}
