// Whether `JSON.stringify` writes a value exactly as the table says, so that it may do it.
// Must be cheaper than the writing: no closures, no allocation, prototypes compared by identity.

// Cycles end here, and the encoder that follows finds them exactly. A body deeper than this is rare.
const maxScanDepth = 200;

// Every item takes at least two characters, and no engine holds a string of more than 2^30.
const maxScanLength = 2 ** 29;

const { isArray } = Array;
const { getPrototypeOf, prototype: objectPrototype } = Object;

/** The members by which an object says that it is more than its fields; any of them may be there. */
export interface Probed {
  readonly toJSON?: ((key: string) => unknown) | undefined;
  readonly then?: unknown;
  readonly [Symbol.iterator]?: unknown;
  readonly [Symbol.asyncIterator]?: unknown;
}

/**
 * Whether the whole graph is plain: objects, arrays, strings, numbers, booleans and null.
 *
 * Members that are undefined, functions or symbols are plain too: the engine drops them as the table says.
 */
export function isPlain(value: unknown): boolean {
  if (typeof value === "object")
    return value === null || (isUnpolluted() && isPlainObject(value, 0));
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Whether `for in` gives an object's own members only: one added to Object.prototype is seen on all. */
export function isUnpolluted(): boolean {
  // eslint-disable-next-line no-unreachable-loop, guard-for-in
  for (const _ in Object.prototype) return false;
  return true;
}

function isPlainObject(value: object, depth: number): boolean {
  if (depth > maxScanDepth) return false;
  if (isArray(value)) return isPlainArray(value, depth);
  const prototype: unknown = getPrototypeOf(value);
  if (prototype !== objectPrototype) return prototype === null && isPlainDictionary(value, depth);
  // Own ones: a class's have another prototype. `in` would cost more than reading.
  if (
    (value as Probed)[Symbol.iterator] !== undefined ||
    (value as Probed)[Symbol.asyncIterator] !== undefined ||
    (value as Probed).toJSON !== undefined
  ) {
    return false;
  }
  for (const key in value) {
    const member: unknown = (value as Record<string, unknown>)[key];
    if (typeof member === "string" || typeof member === "number") continue;
    if (typeof member === "object") {
      if (member !== null && !isPlainObject(member, depth + 1)) return false;
    } else if (typeof member === "bigint" || typeof member === "function") return false;
  }
  return true;
}

function isPlainArray(items: readonly unknown[], depth: number): boolean {
  const { length } = items;
  if (length > maxScanLength || (items as Probed).toJSON !== undefined) return false;
  for (let index = 0; index < length; index++) {
    const item = items[index];
    if (typeof item === "string" || typeof item === "number") continue;
    if (typeof item === "object") {
      if (item !== null && !isPlainObject(item, depth + 1)) return false;
    } else if (typeof item === "bigint" || typeof item === "function") return false;
  }
  return true;
}

// Objects without a prototype are hash tables to the engine. Met in the loop above, they would make
// it slow for all objects after them.
function isPlainDictionary(value: object, depth: number): boolean {
  if (
    (value as Probed)[Symbol.iterator] !== undefined ||
    (value as Probed)[Symbol.asyncIterator] !== undefined ||
    (value as Probed).toJSON !== undefined
  ) {
    return false;
  }
  return isPlainArray(Object.values(value), depth);
}
