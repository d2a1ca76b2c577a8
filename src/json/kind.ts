// What a value really is, by the slots the engine gave it: a Map of another realm is a Map, an
// object that only claims to be one is not. Names and prototypes are hints; a probe decides.

/** The values that the table of docs/json.md knows by name; everything else is `"other"`. */
export type Kind =
  | "boxed"
  | "bytes"
  | "date"
  | "error"
  | "locked"
  | "map"
  | "other"
  | "pairs"
  | "regexp"
  | "set"
  | "typed-array"
  | "url";

type Probe = (this: unknown, ...rest: never[]) => unknown;
interface Hint {
  readonly kind: Kind;
  /** Throws, or gives undefined, for anything without the slot. */
  readonly probe: Probe | undefined;
  /** Found by a class's name alone, which anyone may use. */
  readonly byName?: boolean;
}

const otherHint: Hint = { kind: "other", probe: undefined };
const hintByPrototype = new WeakMap<object, Hint>();
const hintByName = new Map<string, Hint>();

/** The prototype of a global class; some are missing on some runtimes. */
function globalPrototype(name: string): object | undefined {
  const type: unknown = (globalThis as Record<string, unknown>)[name];
  return typeof type === "function" ? (type.prototype as object | undefined) : undefined;
}

function learn(name: string, kind: Kind, member: PropertyKey): void {
  const prototype = globalPrototype(name);
  if (prototype === undefined) return;
  const descriptor = Object.getOwnPropertyDescriptor(prototype, member);
  const probe = (descriptor?.get ?? descriptor?.value) as Probe | undefined;
  if (typeof probe !== "function") return;
  const hint: Hint = { kind, probe };
  hintByPrototype.set(prototype, hint);
  hintByName.set(name, hint);
}

learn("Date", "date", "getTime");
learn("Map", "map", "size");
learn("Set", "set", "size");
for (const name of ["Number", "String", "Boolean", "BigInt", "Symbol"])
  learn(name, "boxed", "valueOf");
learn("RegExp", "regexp", "source");
learn("URL", "url", "href");
for (const name of ["URLSearchParams", "Headers", "FormData"]) learn(name, "pairs", "has");
learn("ArrayBuffer", "bytes", "byteLength");
learn("SharedArrayBuffer", "bytes", "byteLength");
learn("DataView", "bytes", "byteLength");
// Their content cannot be read at all, or not without waiting.
for (const name of ["WeakMap", "WeakSet"]) learn(name, "locked", "has");
learn("WeakRef", "locked", "deref");
learn("Blob", "locked", "size");
learn("Request", "locked", "method");
learn("Response", "locked", "status");
learn("ReadableStream", "locked", "locked");
for (const name of ["Error", "DOMException"]) {
  const hint: Hint = { kind: "error", probe: undefined };
  hintByName.set(name, hint);
  const prototype = globalPrototype(name);
  if (prototype !== undefined) hintByPrototype.set(prototype, hint);
}

const toStringTag = Object.prototype.toString;
const typedArrayName = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype) as object,
  Symbol.toStringTag,
)!.get as (this: unknown) => string | undefined;

// Longer chains are proxies that answer "one more" for ever.
const maxChainLength = 64;

/** Which row of the table the object belongs to. `prototype` is its own, already read. */
export function kindOf(value: object, prototype: object | null): Kind {
  if (prototype === null) return "other";
  if (ArrayBuffer.isView(value)) {
    const name = typedArrayName.call(value);
    return name === undefined || name === "Uint8Array" ? "bytes" : "typed-array";
  }
  const hint = hintByPrototype.get(prototype) ?? findHint(prototype);
  if (hint.probe === undefined)
    return hint.kind === "error" && !isError(value) ? "other" : hint.kind;
  if (passes(hint.probe, value)) return hint.kind;
  // A namesake: not asked again, for a probe that throws is slow.
  if (hint.byName === true) hintByPrototype.set(prototype, otherHint);
  return "other";
}

function passes(probe: Probe, value: object): boolean {
  try {
    // "a": a name that Headers.has takes.
    probe.call(value, "a" as never);
    return true;
  } catch {
    return false;
  }
}

// One walk for a prototype, remembered: the nearest ancestor that is, or is named as, a built-in.
function findHint(prototype: object): Hint {
  let hint = otherHint;
  let ancestor: object | null = prototype;
  for (let step = 0; ancestor !== null && step < maxChainLength; step++) {
    const known = hintByPrototype.get(ancestor);
    const namesake = hintByName.get(nameOf(ancestor));
    if (known !== undefined && known !== otherHint) hint = known;
    else if (namesake !== undefined) hint = { ...namesake, byName: true };
    if (hint !== otherHint) break;
    ancestor = Object.getPrototypeOf(ancestor) as object | null;
  }
  hintByPrototype.set(prototype, hint);
  return hint;
}

function nameOf(prototype: object): string {
  const maker: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  return typeof maker === "function" ? maker.name : "";
}

// There is no slot to probe on every runtime. Without a tag of its own, an error of any realm says
// so to Object.prototype.toString; those of this realm have Error.prototype above them.
function isError(value: object): boolean {
  return value instanceof Error || toStringTag.call(value) === "[object Error]";
}

const platformToJSON = new Set<unknown>();
for (const name of ["Date", "URL", "Buffer", "URLSearchParams", "Headers", "FormData"]) {
  const prototype = globalPrototype(name);
  if (prototype !== undefined && "toJSON" in prototype) platformToJSON.add(prototype.toJSON);
}

/**
 * Whether a built-in's `toJSON` came with the platform, so that the table decides and not the runtime:
 * Node's Buffer gives `{ type, data }`, Bun's Headers an object, other runtimes have none.
 */
export function isPlatformToJSON(toJSON: (...rest: never[]) => unknown, value: object): boolean {
  if (platformToJSON.has(toJSON)) return true;
  // Another realm's Date, and copies of Buffer.
  if (toJSON.name !== "toJSON") return false;
  const maker = (value as { constructor?: { isBuffer?: unknown } }).constructor;
  return typeof maker?.isBuffer === "function" || isNative(toJSON);
}

function isNative(method: (...rest: never[]) => unknown): boolean {
  return Function.prototype.toString.call(method).includes("[native code]");
}
