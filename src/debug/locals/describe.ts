// A value as a short text. It runs while the program stands still, so it runs nothing of the program's: no getter, no
// trap of a proxy, no method that the program may have replaced; and it never looks at more than a few entries.
import { types } from "node:util";
import { maxListedKeys, maxPreviewEntries, maxStringLength, maxTextLength } from "./limits.ts";

const { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
const { toString: sourceOf } = Function.prototype;
const { toISOString } = Date.prototype;
const { toString: patternOf } = RegExp.prototype;
const { entries: entriesOfMap } = Map.prototype;
const { values: valuesOfSet } = Set.prototype;
const sizeOf = {
  map: getOwnPropertyDescriptor(Map.prototype, "size")!.get!,
  set: getOwnPropertyDescriptor(Set.prototype, "size")!.get!,
};
const step = {
  map: new Map().entries().next,
  set: new Set().values().next,
};
const lengthOf = getOwnPropertyDescriptor(getPrototypeOf(Uint8Array.prototype)!, "length")!.get!;
const byteLengthOf = getOwnPropertyDescriptor(ArrayBuffer.prototype, "byteLength")!.get!;
const addressOf = getOwnPropertyDescriptor(URL.prototype, "href")!.get!;

/** Objects that had so many keys that listing them held the program up. */
const huge = new WeakSet<object>();

/**
 * The value as a line of text.
 *
 * @example
 * describe({ id: 1, tags: ["a", "b"] }); // {id: 1, tags: Array(2)}
 * describe(new Map([["a", 1]])); // Map(1) {"a" => 1}
 */
export function describe(value: unknown): string {
  try {
    const text = isObject(value) ? describeObject(value, true) : describePrimitive(value);
    return cut(text, maxTextLength);
  } catch {
    // Such as the bindings of a module that are not there yet.
    return "(cannot be shown)";
  }
}

/** `string`, `number`, …, or the kind of object it is. */
export function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  if (types.isProxy(value)) return "proxy";
  if (Array.isArray(value)) return "array";
  if (types.isMap(value)) return "map";
  if (types.isSet(value)) return "set";
  if (types.isDate(value)) return "date";
  if (types.isRegExp(value)) return "regexp";
  if (types.isPromise(value)) return "promise";
  if (types.isTypedArray(value)) return "typedarray";
  if (types.isNativeError(value)) return "error";
  return "object";
}

export const isObject = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/** The name of the class that made an object, as far as it can be had without running anything. */
export function classNameOf(value: object): string {
  for (let at = getPrototypeOf(value); at !== null; at = getPrototypeOf(at)) {
    if (types.isProxy(at)) break;
    const made: unknown = getOwnPropertyDescriptor(at, "constructor")?.value;
    if (typeof made !== "function" || types.isProxy(made)) continue;
    const name: unknown = getOwnPropertyDescriptor(made, "name")?.value;
    if (typeof name === "string" && name !== "") return name;
  }
  return "Object";
}

function describePrimitive(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "bigint") return `${value}n`;
  return Object.is(value, -0) ? "-0" : String(value);
}

function quote(text: string): string {
  if (text.length <= maxStringLength) return JSON.stringify(text);
  const start = JSON.stringify(text.slice(0, maxStringLength));
  return `${start.slice(0, -1)}…" (${text.length} characters)`;
}

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;

/** @param isWhole Whether its entries are wanted; else it is within another one. */
function describeObject(value: object, isWhole: boolean): string {
  if (types.isProxy(value)) return "Proxy";
  if (typeof value === "function") return describeFunction(value);
  if (Array.isArray(value)) return describeArray(value, value.length, isWhole);
  if (types.isTypedArray(value)) {
    return describeArray(value, apply(lengthOf, value, []), isWhole);
  }
  if (types.isMap(value)) return describeMap(value, isWhole);
  if (types.isSet(value)) return describeSet(value, isWhole);
  if (types.isDate(value)) return describeDate(value);
  if (types.isRegExp(value)) return apply(patternOf, value, []);
  if (types.isNativeError(value)) return describeError(value, isWhole);
  if (types.isAnyArrayBuffer(value)) return describeBuffer(value);
  if (types.isModuleNamespaceObject(value)) return "Module";
  const address = addressIn(value);
  return address === undefined ? describeFields(value, isWhole) : `URL(${quote(address)})`;
}

function describeFunction(value: object): string {
  const name: unknown = getOwnPropertyDescriptor(value, "name")?.value;
  const label = typeof name === "string" ? name : "";
  const isClass = /^class\b/.test(apply(sourceOf, value, []));
  return isClass ? `class ${label}`.trimEnd() : `function ${label}()`;
}

function describeArray(value: object, length: number, isWhole: boolean): string {
  const name = `${classNameOf(value)}(${length})`;
  if (!isWhole || length === 0) return length === 0 ? "[]" : name;
  const parts: string[] = [];
  for (let index = 0; index < Math.min(length, maxPreviewEntries); index++) {
    parts.push(part(getOwnPropertyDescriptor(value, index)));
  }
  return `${name} [${listed(parts, length)}]`;
}

function describeMap(value: Map<unknown, unknown>, isWhole: boolean): string {
  const size = apply(sizeOf.map, value, []);
  const name = `${classNameOf(value)}(${size})`;
  if (!isWhole || size === 0) return size === 0 ? `${name} {}` : name;
  const iterator: unknown = apply(entriesOfMap, value, []);
  const parts = taken<[unknown, unknown]>(iterator, step.map, size).map(
    ([key, value]) => `${within(key)} => ${within(value)}`,
  );
  return `${name} {${listed(parts, size)}}`;
}

function describeSet(value: Set<unknown>, isWhole: boolean): string {
  const size = apply(sizeOf.set, value, []);
  const name = `${classNameOf(value)}(${size})`;
  if (!isWhole || size === 0) return size === 0 ? `${name} {}` : name;
  const iterator: unknown = apply(valuesOfSet, value, []);
  return `${name} {${listed(taken(iterator, step.set, size).map(within), size)}}`;
}

/** The first entries of a collection. */
function taken<Entry>(iterator: unknown, next: () => unknown, size: number): Entry[] {
  const entries: Entry[] = [];
  for (let index = 0; index < Math.min(size, maxPreviewEntries); index++) {
    entries.push((apply(next, iterator, []) as { value: Entry }).value);
  }
  return entries;
}

function describeDate(value: Date): string {
  try {
    return `Date(${apply(toISOString, value, [])})`;
  } catch {
    return "Date(invalid)";
  }
}

function describeError(value: Error, isWhole: boolean): string {
  const message: unknown = getOwnPropertyDescriptor(value, "message")?.value;
  const name = classNameOf(value);
  return isWhole && typeof message === "string" && message !== "" ? `${name}: ${message}` : name;
}

function describeBuffer(value: object): string {
  const bytes = types.isSharedArrayBuffer(value)
    ? "shared"
    : `${apply(byteLengthOf, value, [])} bytes`;
  return `${classNameOf(value)}(${bytes})`;
}

/** What a URL is about is in private fields, and its getter is the platform's own. */
function addressIn(value: object): string | undefined {
  if (getPrototypeOf(value) !== URL.prototype) return undefined;
  try {
    return apply(addressOf, value, []);
  } catch {
    return undefined;
  }
}

function describeFields(value: object, isWhole: boolean): string {
  const name = classNameOf(value);
  const prefix = name === "Object" ? "" : `${name} `;
  if (!isWhole || huge.has(value)) return `${prefix}{…}`;
  const keys = ownKeys(value);
  if (keys.length > maxListedKeys) huge.add(value);
  const parts = keys
    .slice(0, maxPreviewEntries)
    .map((key) => `${String(key)}: ${part(getOwnPropertyDescriptor(value, key))}`);
  return `${prefix}{${listed(parts, keys.length)}}`;
}

const within = (value: unknown): string =>
  isObject(value) ? describeObject(value, false) : describePrimitive(value);

/** An entry: nothing where an array has a hole, and no value where it would have to be computed. */
function part(descriptor: PropertyDescriptor | undefined): string {
  if (descriptor === undefined) return "empty";
  return "value" in descriptor ? within(descriptor.value) : "(…)";
}

const listed = (parts: readonly string[], count: number): string =>
  [...parts, ...(count > parts.length ? ["…"] : [])].join(", ");
