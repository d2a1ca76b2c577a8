// The writer that knows where it is: every row of the table, at any depth, with the path for errors.
// Reads each property once. Whatever user code throws on the way becomes an EncodeError.

import { formatNumberAsPython } from "./ascii.ts";
import { simplify } from "./built-in.ts";
import { Deferred, type Gap, type Lead } from "./deferred.ts";
import * as failure from "./encode-failure.ts";
import type { Probed } from "./is-plain.ts";
import { sortKeysByCodePoint } from "./key-order.ts";
import { isPlatformToJSON, kindOf } from "./kind.ts";
import { Layout } from "./layout.ts";
import { formatPath } from "./path.ts";
import type { Policy } from "./policy.ts";
import { quote } from "./quote.ts";
import type { Registry } from "./registry.ts";
import { maxEncodeDepth, Trail, type TrailMark } from "./trail.ts";
import type { JSONWarning, JSONWarningCode } from "./warning.ts";

/** What one encoding needs to know. */
export interface EncoderInit {
  readonly policy: Policy;
  readonly registry: Registry;
  readonly debug: boolean;
  readonly warn: ((warning: JSONWarning) => void) | undefined;
  /** Whether a promise leaves a gap to fill later, or is an error. */
  readonly awaits: boolean;
}

// Each item takes two characters or more, and no engine holds a string of more than 2^30.
const maxItems = 2 ** 29;

// Text grows as a tree of its pieces. Past this it is made one piece, for the collector's sake.
const maxTreeLength = 16_384;

const { isArray } = Array;
const { getPrototypeOf, prototype: objectPrototype } = Object;
// Arrays are read by index, as JSON.stringify does, whatever iterator they were given.
const arrayValues = Array.prototype.values;
const typedArrayValues = (getPrototypeOf(Uint8Array.prototype) as Uint8Array).values;
const mapKeys = Map.prototype.keys;
const mapGet = Map.prototype.get;
const setValues = Set.prototype.values;

/** Writes one value; made for it and thrown away. */
export class Encoder {
  readonly deferred: Deferred = new Deferred();

  private readonly init: EncoderInit;
  private readonly policy: Policy;
  private readonly layout: Layout;
  private readonly trail: Trail;
  private readonly hasRegistry: boolean;
  /** The gap that the value just written left; taken by whoever asked for the value. */
  private gap: Gap | undefined;

  constructor(init: EncoderInit, from?: TrailMark) {
    this.init = init;
    this.policy = init.policy;
    this.layout = new Layout(init.policy);
    this.trail = new Trail(from);
    this.hasRegistry = !init.registry.isEmpty;
  }

  /** The value's text, with marks where gaps are; undefined for a value that is left out. */
  encode(value: unknown): string | undefined {
    try {
      const text = this.write(value);
      return this.gap === undefined ? text : this.deferred.item(this.gap);
    } catch (error) {
      throw failure.explainThrown(this.trail.path(), error, maxEncodeDepth);
    }
  }

  private write(value: unknown): string | undefined {
    switch (typeof value) {
      case "string":
        return quote(value);
      case "number":
        return this.writeNumber(value);
      case "boolean":
        return value ? "true" : "false";
      case "object":
        return value === null ? "null" : this.writeObject(value, true);
      case "bigint":
        return this.writeBigint(value);
      case "function":
        // As JSON.stringify: a function may have a toJSON too.
        return typeof (value as Probed).toJSON === "function"
          ? this.writeObject(value, true)
          : undefined;
      case "symbol":
      case "undefined":
        return undefined;
    }
  }

  // `mayConvert` is false for a value whose conversion gave the value itself.
  private writeObject(value: object, mayConvert: boolean): string | undefined {
    if (this.hasRegistry && mayConvert) {
      const convert = this.init.registry.find(value);
      if (convert !== undefined) return this.writeConverted(value, convert(value));
    }
    const prototype = isArray(value) ? null : (getPrototypeOf(value) as object | null);
    const kind = prototype === objectPrototype ? "other" : kindOf(value, prototype);
    if (mayConvert) {
      const { toJSON } = value as Probed;
      if (typeof toJSON === "function" && (kind === "other" || !isPlatformToJSON(toJSON, value))) {
        return this.writeConverted(value, toJSON.call(value, this.trail.lastKey()));
      }
    }
    switch (kind) {
      case "other":
        return isArray(value)
          ? this.writeItems(value, arrayValues.call(value))
          : this.writeOther(value, prototype);
      case "map":
        return this.writeMap(value as Map<unknown, unknown>);
      case "set":
        return this.writeItems(value, setValues.call(value as Set<unknown>));
      case "typed-array":
        return this.writeItems(value, typedArrayValues.call(value as Uint8Array));
      case "locked":
        throw failure.locked(this.trail.path(), failure.className(value));
      case "boxed":
      case "bytes":
      case "date":
      case "error":
      case "pairs":
      case "regexp":
      case "url": {
        const simple = simplify(value, kind, this.policy, this.init.debug);
        if (simple === null) this.warn("json-invalid-date", "an invalid Date is encoded as null");
        return typeof simple === "object" && simple !== null
          ? this.writeConverted(value, simple)
          : this.write(simple);
      }
    }
  }

  // What a registered function or toJSON gave. The value itself stays open around it, so that a
  // conversion that leads back to it is found.
  private writeConverted(value: object, converted: unknown): string | undefined {
    if (converted === value) return this.writeObject(value, false);
    if (typeof converted !== "object" || converted === null) return this.write(converted);
    this.trail.enter(value, undefined);
    const text = this.writeObject(converted, true);
    this.trail.leave();
    return text;
  }

  private writeOther(value: object, prototype: object | null): string | undefined {
    if (typeof value === "function") return undefined;
    if (typeof (value as Probed).then === "function") return this.writePromise(value);
    if (typeof (value as Probed)[Symbol.iterator] === "function") {
      return this.writeItems(value, value as Iterable<unknown>);
    }
    if (typeof (value as Probed)[Symbol.asyncIterator] === "function") {
      throw failure.asyncIterable(this.trail.path());
    }
    const names = Object.keys(value);
    if (names.length === 0 && prototype !== objectPrototype && prototype !== null) {
      this.warn(
        "json-empty-instance",
        `a ${failure.className(value)} without fields is encoded as {}`,
      );
    }
    return this.writeMembers(value, names, undefined);
  }

  private writePromise(value: object): string {
    if (!this.init.awaits) throw failure.unexpectedPromise(this.trail.path());
    this.warn("json-promise", "a promise is awaited by the encoder: await it in the handler");
    const promise = Promise.resolve(value as PromiseLike<unknown>);
    // The first rejection is thrown when all are awaited; the others must not end the process.
    promise.catch(() => {});
    this.trail.enter(value, undefined);
    this.gap = { promise, trail: this.trail.mark(), text: undefined };
    this.trail.leave();
    this.deferred.gaps.push(this.gap);
    return "";
  }

  private takeGap(): Gap {
    const gap = this.gap!;
    this.gap = undefined;
    return gap;
  }

  private writeMap(map: Map<unknown, unknown>): string {
    const keys = [...mapKeys.call(map)];
    if (keys.every((key) => typeof key === "string")) return this.writeMembers(map, keys, map);
    return this.writeItems(
      map,
      keys.map((key) => [key, mapGet.call(map, key)]),
    );
  }

  private writeMembers(
    value: object,
    names: string[],
    map: Map<unknown, unknown> | undefined,
  ): string {
    const { trail, policy } = this;
    const marks = this.layout.marks(this.layout.isCompact ? 0 : trail.level());
    if (policy.sortKeys) sortKeysByCodePoint(names);
    let whole = "";
    let text = "{";
    let hasMember = false;
    // Only while every member so far is a gap, and nobody knows whether there is one.
    let lead: Lead | undefined;
    trail.enter(value, "");
    for (const name of names) {
      trail.at(name);
      const member: unknown =
        map === undefined ? (value as Record<string, unknown>)[name] : mapGet.call(map, name);
      const written = typeof member === "string" ? quote(member) : this.write(member);
      if (written === undefined) {
        this.warnDropped(member);
        continue;
      }
      const label = this.layout.label(name, marks);
      if (this.gap !== undefined) {
        if (!hasMember) lead ??= { hasMember: false };
        text += this.deferred.member(this.takeGap(), lead ?? { hasMember }, label);
        continue;
      }
      if (hasMember) text += label.next + written;
      else text += (lead === undefined ? label.first : this.deferred.label(lead, label)) + written;
      lead = undefined;
      hasMember = true;
      if (text.length > maxTreeLength) {
        whole += flatten(text);
        text = "";
      }
    }
    trail.leave();
    if (lead !== undefined) return whole + text + this.deferred.close(lead, marks);
    return whole + text + (hasMember ? marks.last : "") + "}";
  }

  private writeItems(value: object, items: Iterable<unknown>): string {
    const { trail } = this;
    if (isArray(value) && value.length > maxItems) throw failure.tooLarge(trail.path());
    const marks = this.layout.marks(this.layout.isCompact ? 0 : trail.level());
    let whole = "";
    let text = "[";
    let index = 0;
    trail.enter(value, 0);
    for (const item of items) {
      let written = this.write(item);
      if (written === undefined) {
        this.warn("json-null-item", `${failure.describeDropped(item)} is encoded as null`);
        written = "null";
      } else if (this.gap !== undefined) written = this.deferred.item(this.takeGap());
      text += (index === 0 ? marks.first : marks.next) + written;
      if (text.length > maxTreeLength) {
        whole += flatten(text);
        text = "";
      }
      // The iterator may throw before it gives the next item.
      trail.at(++index);
    }
    trail.leave();
    return whole + text + (index > 0 ? marks.last : "") + "]";
  }

  private writeNumber(number: number): string {
    if (Number.isFinite(number)) {
      return this.policy.ensureAscii ? formatNumberAsPython(number) : String(number);
    }
    if (this.policy.nonFinite === "error") throw failure.nonFinite(this.trail.path(), number);
    this.warn("json-non-finite", `${number} is encoded as null`);
    return "null";
  }

  private writeBigint(integer: bigint): string {
    if (this.policy.bigint === "error") throw failure.bigintRefused(this.trail.path());
    return this.policy.bigint === "number" ? String(integer) : `"${integer}"`;
  }

  private warn(code: JSONWarningCode, message: string): void {
    this.init.warn?.({ code, path: formatPath(this.trail.path()), message });
  }

  // A member that is undefined is how JavaScript says "absent": no loss.
  private warnDropped(member: unknown): void {
    if (member !== undefined) {
      this.warn("json-dropped", `${failure.describeDropped(member)} is left out`);
    }
  }
}

// Asking for a character makes engines turn their tree of pieces into one run of characters.
function flatten(text: string): string {
  text.charCodeAt(0);
  return text;
}
