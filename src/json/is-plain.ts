// Whether `JSON.stringify` writes a value exactly as the table says, so that it may do it.
// Must be cheaper than the writing: no closures, no allocation, prototypes compared by identity.

// Cycles end here, and the encoder that follows finds them exactly. A body deeper than this is rare.
const maxScanDepth = 200;

// Every item takes at least two characters, and no engine holds a string of more than 2^30.
const maxScanLength = 2 ** 29;

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

// A member added to Object.prototype is seen by `for in` on every object.
function isUnpolluted(): boolean {
  // eslint-disable-next-line no-unreachable-loop, guard-for-in
  for (const _ in Object.prototype) return false;
  return true;
}

function isPlainObject(value: object, depth: number): boolean {
  if (depth > maxScanDepth || (value as { toJSON?: unknown }).toJSON !== undefined) return false;
  if (Array.isArray(value)) {
    const { length } = value;
    if (length > maxScanLength) return false;
    for (let index = 0; index < length; index++) {
      const item: unknown = value[index];
      if (typeof item === "string" || typeof item === "number") continue;
      if (typeof item === "object") {
        if (item !== null && !isPlainObject(item, depth + 1)) return false;
      } else if (typeof item === "bigint" || typeof item === "function") return false;
    }
    return true;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  if (Symbol.iterator in value || Symbol.asyncIterator in value) return false;
  for (const key in value) {
    const member: unknown = (value as Record<string, unknown>)[key];
    if (typeof member === "string" || typeof member === "number") continue;
    if (typeof member === "object") {
      if (member !== null && !isPlainObject(member, depth + 1)) return false;
    } else if (typeof member === "bigint" || typeof member === "function") return false;
  }
  return true;
}
