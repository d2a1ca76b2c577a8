// Long lists of rows with special values, copied and written some rows at a time: what is copied is garbage
// before it grows old, and nothing of it has to be moved.

import type { Policy } from "./policy.ts";
import { encoderOnly, longLength, tooLong, toPlain } from "./to-plain.ts";

// Rows of a few hundred bytes: some 100 kB at a time.
const batchLength = 256;

const { isArray } = Array;
const { getPrototypeOf, prototype: objectPrototype } = Object;
const { stringify } = JSON;

/** The text of a value by way of a plain copy, without indent; undefined if only the encoder can write it. */
export function writeCopied(value: unknown, policy: Policy): string | undefined {
  const plain = toPlain(value, policy);
  if (plain === encoderOnly) return undefined;
  if (plain !== tooLong) return stringify(plain);
  if (isLongList(value)) return writeList(value, policy);
  return isRecord(value) ? writeMembers(value, policy) : undefined;
}

function writeList(items: readonly unknown[], policy: Policy): string | undefined {
  let text = "";
  for (let start = 0; start < items.length; start += batchLength) {
    const plain = toPlain(items.slice(start, start + batchLength), policy);
    if (plain === encoderOnly || plain === tooLong) return undefined;
    text += (start === 0 ? "" : ",") + stringify(plain).slice(1, -1);
  }
  return `[${text}]`;
}

function writeMembers(value: object, policy: Policy): string | undefined {
  let text = "";
  for (const key in value) {
    const member: unknown = (value as Record<string, unknown>)[key];
    // As the engine does: what JSON cannot say is left out.
    if (member === undefined || typeof member === "symbol") continue;
    const written = writeCopied(member, policy);
    if (written === undefined) return undefined;
    text += `${text === "" ? "" : ","}${stringify(key)}:${written}`;
  }
  return `{${text}}`;
}

function isLongList(value: unknown): value is readonly unknown[] {
  return isArray(value) && value.length >= longLength;
}

// Sets and Maps may be long as well; they are the encoder's.
function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && getPrototypeOf(value) === objectPrototype;
}
