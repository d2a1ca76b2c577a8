// The sentences of every EncodeError, so that the encoder reads as the table and not as prose.

import { EncodeError } from "./encode-error.ts";
import { describePath, type PathKey } from "./path.ts";

type Keys = readonly PathKey[];

export function circular(keys: Keys, earlier: Keys): EncodeError {
  const target = earlier.some((key) => key !== undefined)
    ? describePath(earlier)
    : "the whole value";
  return new EncodeError({
    code: "json-circular",
    keys,
    reason: `it refers back to ${target}`,
    fix: "send an id in its place, or leave it out in a toJSON() of its class",
  });
}

export function tooDeep(keys: Keys, limit: number, cause?: unknown): EncodeError {
  return new EncodeError({
    code: "json-too-deep",
    keys,
    reason: `it lies more than ${limit} values deep`,
    fix: "send a flat list whose items name their parent",
    cause,
  });
}

export function tooLarge(keys: Keys, cause?: unknown): EncodeError {
  return new EncodeError({
    code: "json-too-large",
    keys,
    reason: "the text would be longer than a string of this runtime can be",
    fix: "send it in pages, or as a stream",
    cause,
  });
}

export function undefinedValue(keys: Keys, value: unknown): EncodeError {
  return new EncodeError({
    code: "json-undefined",
    keys,
    reason: `${describeDropped(value)} is not JSON (did the handler forget to return?)`,
    fix: "return a value; null is one",
  });
}

export function unexpectedPromise(keys: Keys): EncodeError {
  return new EncodeError({
    code: "json-promise",
    keys,
    reason: "it is a promise, and dumps does not wait",
    fix: "await it first",
  });
}

export function asyncIterable(keys: Keys): EncodeError {
  return new EncodeError({
    code: "json-async-iterable",
    keys,
    reason: "an async iterable cannot be written without waiting for each item",
    fix: "collect it first: for await (const item of source) items.push(item)",
  });
}

export function locked(keys: Keys, name: string): EncodeError {
  return new EncodeError({
    code: "json-unencodable",
    keys,
    reason: `the content of a ${name} cannot be read at once`,
    fix: "send what it holds: await its bytes or text, or keep the items in an array as well",
  });
}

export function nonFinite(keys: Keys, number: number): EncodeError {
  return new EncodeError({
    code: "json-non-finite",
    keys,
    reason: `${number} is not a JSON number`,
    fix: 'send null or a string in its place, or choose nonFinite: "null"',
  });
}

export function bigintRefused(keys: Keys): EncodeError {
  return new EncodeError({
    code: "json-bigint",
    keys,
    reason: 'it is a bigint, and the policy is bigint: "error"',
    fix: 'send String(value), or choose bigint: "string" or "number"',
  });
}

/** Whatever user code or the engine threw while a value was read. */
export function explainThrown(keys: Keys, error: unknown, limit: number): EncodeError {
  if (error instanceof EncodeError) return error;
  if (isTooLong(error)) return tooLarge(keys, error);
  if (isStackOverflow(error)) return tooDeep(keys, limit, error);
  return new EncodeError({
    code: "json-threw",
    keys,
    reason: `reading it threw ${describeThrown(error)}`,
    fix: "mend the getter, toJSON() or iterator that threw; it is the error's cause",
    cause: error,
  });
}

/** V8 says "Invalid string length", JavaScriptCore "Out of memory". */
export function isTooLong(error: unknown): boolean {
  return error instanceof RangeError && /string length|out of memory/i.test(error.message);
}

function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack/i.test(error.message);
}

/** `a function`, `a symbol`, `undefined`: what has no text of its own. */
export function describeDropped(value: unknown): string {
  if (typeof value === "object") return "a value that converts itself to nothing";
  return value === undefined ? "undefined" : `a ${typeof value}`;
}

/** The name of an object's class, for a message. */
export function className(value: object): string {
  const maker = (value as { constructor?: { name?: unknown } }).constructor;
  return typeof maker?.name === "string" && maker.name !== "" ? maker.name : "object";
}

function describeThrown(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } catch {
    return "a value that cannot be shown";
  }
}
