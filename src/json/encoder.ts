// The writer that knows where it is: every row of the table, at any depth, with the path for errors.
// Reads each property once. Anything that user code throws on the way becomes an EncodeError.

import { formatNumberAsPython } from "./ascii.ts";
import { simplify } from "./built-in.ts";
import type { Gap, Lead, Part } from "./deferred.ts";
import * as failure from "./encode-failure.ts";
import { sortKeysByCodePoint } from "./key-order.ts";
import { isPlatformToJSON, kindOf } from "./kind.ts";
import { formatPath, type PathKey } from "./path.ts";
import type { Policy } from "./policy.ts";
import { quote } from "./quote.ts";
import type { Registry } from "./registry.ts";
import type { JSONWarning, JSONWarningCode } from "./warning.ts";

/** How many values may stand inside each other: Jackson's limit for writing, and CPython's recursion limit. */
export const maxEncodeDepth = 1_000;

/** What one encoding needs to know. */
export interface EncoderInit {
  readonly policy: Policy;
  readonly registry: Registry;
  readonly debug: boolean;
  readonly warn: ((warning: JSONWarning) => void) | undefined;
  /** Whether a promise leaves a gap to fill later, or is an error. */
  readonly awaits: boolean;
  /** Where the value stands, when it fills a gap. */
  readonly keys?: readonly PathKey[];
  readonly ancestors?: readonly object[];
}

/** What became of a value: nothing (a member is left out, an item is null), text, or a gap. */
type Outcome = 0 | 1 | 2;
const dropped = 0;
const written = 1;
const deferred = 2;

// Each item takes two characters or more, and no engine holds a string of more than 2^30.
const maxItems = 2 ** 29;

const { isArray } = Array;
const mapKeys = Map.prototype.keys;
const mapGet = Map.prototype.get;
const setValues = Set.prototype.values;

/** Writes one value; made for it and thrown away. */
export class Encoder {
  /** The text before `text`, when promises left gaps in it. */
  readonly parts: Part[] = [];
  readonly gaps: Gap[] = [];
  text = "";

  private readonly init: EncoderInit;
  private readonly policy: Policy;
  // The containers that are open and the key that is being written in each: the path.
  private readonly ancestors: object[];
  private readonly keys: PathKey[];
  private depth: number;
  private gap: Gap | undefined;

  constructor(init: EncoderInit) {
    this.init = init;
    this.policy = init.policy;
    this.keys = [...(init.keys ?? [])];
    this.ancestors = [...(init.ancestors ?? [])];
    this.depth = this.keys.length;
  }

  /** Writes the value into `text` and `parts`; false if there is nothing to write. */
  encode(value: unknown): boolean {
    try {
      const outcome = this.write(value);
      if (outcome === deferred) this.parts.push({ kind: "item", gap: this.gap! });
      return outcome !== dropped;
    } catch (error) {
      throw failure.explainThrown(this.path(), error, maxEncodeDepth);
    }
  }

  private write(value: unknown): Outcome {
    switch (typeof value) {
      case "string":
        this.text += quote(value);
        return written;
      case "number":
        this.text += this.number(value);
        return written;
      case "boolean":
        this.text += value ? "true" : "false";
        return written;
      case "bigint":
        this.text += this.bigint(value);
        return written;
      case "object":
        if (value !== null) return this.writeObject(value, true);
        this.text += "null";
        return written;
      case "function":
        // As JSON.stringify: a function may have a toJSON too.
        if (typeof (value as { toJSON?: unknown }).toJSON === "function") {
          return this.writeObject(value as unknown as object, true);
        }
        return dropped;
      default:
        return dropped;
    }
  }

  private writeObject(value: object, mayConvert: boolean): Outcome {
    if (mayConvert && !this.init.registry.isEmpty) {
      const encode = this.init.registry.find(value);
      if (encode !== undefined) return this.writeConverted(value, encode(value));
    }
    if (isArray(value)) {
      if (mayConvert && (value as { toJSON?: unknown }).toJSON !== undefined) {
        const { toJSON } = value as { toJSON?: unknown };
        if (typeof toJSON === "function")
          return this.writeConverted(value, this.toJSON(value, toJSON));
      }
      return this.writeArray(value);
    }
    const prototype = Object.getPrototypeOf(value) as object | null;
    const isRecord = prototype === Object.prototype || prototype === null;
    const kind = isRecord ? "other" : kindOf(value, prototype);
    if (mayConvert) {
      const { toJSON } = value as { toJSON?: unknown };
      if (
        typeof toJSON === "function" &&
        (kind === "other" || !isPlatformToJSON(toJSON as () => unknown, value))
      ) {
        return this.writeConverted(value, this.toJSON(value, toJSON));
      }
    }
    if (typeof value === "function") return dropped;
    switch (kind) {
      case "other":
        return this.writeOther(value, isRecord);
      case "map":
        return this.writeMap(value as Map<unknown, unknown>);
      case "set":
        return this.writeItems(value, setValues.call(value as Set<unknown>));
      case "typed-array":
        return this.writeItems(value, value as Uint16Array);
      case "locked":
        throw failure.locked(this.path(), nameOf(value));
      default: {
        const simple = simplify(value, kind, this.policy, this.init.debug);
        if (typeof simple === "object" && simple !== null)
          return this.writeConverted(value, simple);
        if (simple === null) this.warn("json-invalid-date", "an invalid Date is encoded as null");
        return this.write(simple);
      }
    }
  }

  private toJSON(value: object, toJSON: unknown): unknown {
    const key = this.depth === 0 ? "" : String(this.keys[this.depth - 1] ?? "");
    return (toJSON as (this: object, key: string) => unknown).call(value, key);
  }

  // What a registered function or toJSON gave. The value itself stays open around it, so that a
  // conversion that leads back to it is found.
  private writeConverted(value: object, converted: unknown): Outcome {
    if (converted === value) return this.writeObject(value, false);
    this.open(value, undefined);
    const outcome = this.write(converted);
    this.depth--;
    return outcome;
  }

  private writeOther(value: object, isRecord: boolean): Outcome {
    if (typeof (value as { then?: unknown }).then === "function") return this.writePromise(value);
    if (typeof (value as { [Symbol.iterator]?: unknown })[Symbol.iterator] === "function") {
      return this.writeItems(value, value as Iterable<unknown>);
    }
    if (
      typeof (value as { [Symbol.asyncIterator]?: unknown })[Symbol.asyncIterator] === "function"
    ) {
      throw failure.asyncIterable(this.path());
    }
    const names = Object.keys(value);
    if (!isRecord && names.length === 0) {
      this.warn(
        "json-empty-instance",
        `a ${nameOf(value)} without fields of its own is encoded as {}`,
      );
    }
    return this.writeMembers(value, names, undefined);
  }

  private writePromise(value: object): Outcome {
    if (!this.init.awaits) {
      throw failure.unexpectedPromise(this.path());
    }
    this.warn("json-promise", "a promise is awaited by the encoder: await it in the handler");
    const promise = Promise.resolve(value as PromiseLike<unknown>);
    // The first rejection is thrown when all are awaited; the others must not end the process.
    promise.catch(() => {});
    this.open(value, undefined);
    const keys = this.keys.slice(0, this.depth);
    this.gap = { promise, keys, ancestors: this.ancestors.slice(0, this.depth), text: undefined };
    this.gaps.push(this.gap);
    this.depth--;
    return deferred;
  }

  private writeMap(map: Map<unknown, unknown>): Outcome {
    const names: unknown[] = [];
    let allStrings = true;
    for (const key of mapKeys.call(map)) {
      names.push(key);
      if (typeof key !== "string") allStrings = false;
    }
    if (allStrings) return this.writeMembers(map, names as string[], map);
    const pairs = names.map((key) => [key, mapGet.call(map, key)]);
    return this.writeItems(map, pairs);
  }

  private writeMembers(
    value: object,
    names: string[],
    map: Map<unknown, unknown> | undefined,
  ): Outcome {
    this.open(value, "");
    const { keySeparator, indent, sortKeys, itemSeparator } = this.policy;
    const first = indent === "" ? "" : `\n${indent.repeat(this.indentDepth())}`;
    const next = itemSeparator + first;
    if (sortKeys) sortKeysByCodePoint(names);
    let hasMember = false;
    // Only while every member so far is a gap: nobody knows yet whether one comes first.
    let lead: Lead | undefined;
    this.text += "{";
    for (const name of names) {
      this.keys[this.depth - 1] = name;
      const member: unknown =
        map === undefined ? (value as Record<string, unknown>)[name] : mapGet.call(map, name);
      const before = this.text;
      if (lead !== undefined && !hasMember) {
        this.flush();
        this.parts.push({ kind: "comma", lead, first, next });
      } else {
        this.text += hasMember ? next : first;
      }
      const label = quote(name) + keySeparator;
      this.text += label;
      const outcome = this.write(member);
      if (outcome === written) {
        hasMember = true;
        continue;
      }
      // Nothing was written after the label, so that taking it back is safe.
      if (lead !== undefined && !hasMember) this.parts.pop();
      this.text = lead !== undefined && !hasMember ? "" : before;
      if (outcome === dropped) {
        this.warnDropped(member);
        continue;
      }
      if (!hasMember) lead ??= { hasMember: false };
      this.flush();
      this.parts.push({
        kind: "member",
        gap: this.gap!,
        lead: hasMember ? { hasMember: true } : lead!,
        first,
        next,
        name: label,
      });
    }
    this.depth--;
    const some = indent === "" ? "}" : `\n${indent.repeat(this.indentDepth())}}`;
    if (lead !== undefined && !hasMember) {
      this.flush();
      this.parts.push({ kind: "close", lead, some, none: "}" });
    } else {
      this.text += hasMember ? some : "}";
    }
    return written;
  }

  private writeArray(items: readonly unknown[]): Outcome {
    if (items.length > maxItems) throw failure.tooLarge(this.path());
    return this.writeItems(items, items);
  }

  private writeItems(value: object, items: Iterable<unknown>): Outcome {
    this.open(value, 0);
    const { indent, itemSeparator } = this.policy;
    const first = indent === "" ? "" : `\n${indent.repeat(this.indentDepth())}`;
    const next = itemSeparator + first;
    let index = 0;
    this.text += "[";
    for (const item of items) {
      this.keys[this.depth - 1] = index;
      this.text += index === 0 ? first : next;
      const outcome = this.write(item);
      if (outcome === dropped) {
        this.text += "null";
        this.warn(
          "json-null-item",
          `${failure.describeDropped(item)} in an array is encoded as null`,
        );
      } else if (outcome === deferred) {
        this.flush();
        this.parts.push({ kind: "item", gap: this.gap! });
      }
      index++;
      this.keys[this.depth - 1] = index;
    }
    this.depth--;
    if (index > 0) this.text += indent === "" ? "]" : `\n${indent.repeat(this.indentDepth())}]`;
    else this.text += "]";
    return written;
  }

  private number(number: number): string {
    if (Number.isFinite(number)) {
      return this.policy.ensureAscii ? formatNumberAsPython(number) : String(number);
    }
    if (this.policy.nonFinite === "error") {
      throw failure.nonFinite(this.path(), number);
    }
    this.warn("json-non-finite", `${number} is encoded as null`);
    return "null";
  }

  private bigint(integer: bigint): string {
    if (this.policy.bigint === "error") {
      throw failure.bigintRefused(this.path());
    }
    return this.policy.bigint === "number" ? String(integer) : `"${integer}"`;
  }

  private open(value: object, key: PathKey): void {
    const { depth } = this;
    for (let index = 0; index < depth; index++) {
      if (this.ancestors[index] === value)
        throw failure.circular(this.path(), this.keys.slice(0, index));
    }
    if (depth >= maxEncodeDepth) throw failure.tooDeep(this.path(), maxEncodeDepth);
    this.ancestors[depth] = value;
    this.keys[depth] = key;
    this.depth = depth + 1;
  }

  // Steps without a key (a toJSON's result) are not levels of the JSON.
  private indentDepth(): number {
    let levels = 0;
    for (let index = 0; index < this.depth; index++) if (this.keys[index] !== undefined) levels++;
    return levels;
  }

  private flush(): void {
    if (this.text !== "") this.parts.push(this.text);
    this.text = "";
  }

  private path(): PathKey[] {
    return this.keys.slice(0, this.depth);
  }

  private warn(code: JSONWarningCode, message: string): void {
    this.init.warn?.({ code, path: formatPath(this.path()), message });
  }

  private warnDropped(member: unknown): void {
    // A member that is undefined is how JavaScript says "absent": no loss.
    if (typeof member === "function" || typeof member === "symbol") {
      this.warn("json-dropped", `${failure.describeDropped(member)} is left out`);
    }
  }
}

function nameOf(value: object): string {
  const maker = (value as { constructor?: { name?: unknown } }).constructor;
  return typeof maker?.name === "string" && maker.name !== "" ? maker.name : "object";
}
