// JSON as an application speaks it: one encoder and one parser with the application's choices.

import type { EncodeOptions, JSONCodec } from "./codec.ts";
import { encodePlain, encodeText } from "./encode-text.ts";
import { loads as parse, type LoadsOptions } from "./loads.ts";
import {
  mergeOptions,
  resolvePolicy,
  type DumpsOptions,
  type JSONOptions,
  type Policy,
} from "./policy.ts";
import { Registry, type Brand, type Type } from "./registry.ts";

/** RFC 8259 §11; it has no charset parameter. */
export const jsonMimetype = "application/json";

/**
 * Encodes and parses JSON with one set of choices; an application's is `app.json`.
 *
 * To write or read JSON in another way, extend it, and override `dumps`, `loads` or `mimetype`.
 *
 * @example
 * const json = new JSONProvider({ bigint: "number", date: "http" });
 * json.dumps({ id: 10n, at: new Date(0) }); // => '{"id":10,"at":"Thu, 01 Jan 1970 00:00:00 GMT"}'
 * @see Flask's `JSONProvider`
 */
export class JSONProvider implements JSONCodec {
  /** The media type of responses that name none themselves. */
  readonly mimetype: string = jsonMimetype;
  readonly #options: JSONOptions;
  readonly #policy: Policy;
  #readablePolicy: Policy | undefined;
  readonly #registry = new Registry();

  /** @throws {SetupError} `json-option` for a choice that does not exist. */
  constructor(options: JSONOptions = {}) {
    this.#options = mergeOptions({}, options);
    this.#policy = resolvePolicy(this.#options);
  }

  /**
   * The value as JSON text, whatever it holds and however deep.
   *
   * @throws {EncodeError} For what cannot be JSON (a circle, a promise), with its path and a fix.
   * @example
   * new JSONProvider().dumps({ tags: new Set(["a", "b"]) }); // => '{"tags":["a","b"]}'
   */
  dumps(value: unknown, options?: DumpsOptions): string {
    return this.#encode(value, options, false) as string;
  }

  /**
   * The value of a JSON text; bytes must be UTF-8.
   *
   * @throws {JSONSyntaxError} With line, column, pointer and excerpt.
   * @example
   * new JSONProvider().loads('{"id": 9007199254740993}', { integers: "safe" }); // => ({ id: 9007199254740993n })
   */
  loads(text: string | Uint8Array, options?: LoadsOptions): unknown {
    return parse(text, options);
  }

  /**
   * Adds a row to the table: how values of a class, or with a brand, become data.
   *
   * What the function gives is encoded in turn. The nearest class wins; a class wins over a brand.
   *
   * @throws {SetupError} `json-register` for what is neither class nor brand.
   * @example
   * class Money { cents = 1250; }
   * const json = new JSONProvider();
   * json.register(Money, (money) => (money.cents / 100).toFixed(2));
   * json.dumps({ price: new Money() }); // => '{"price":"12.50"}'
   */
  register<Value>(type: Type<Value> | Brand<Value>, encode: (value: Value) => unknown): void {
    this.#registry.add(type, encode);
  }

  /**
   * The text of a response: as `dumps`, but promises anywhere in the value are awaited, together.
   *
   * @returns The text, or a promise of it if the value holds promises. A rejection is passed on as it is.
   */
  encode(value: unknown, options?: EncodeOptions): string | Promise<string> {
    // A class that writes JSON in its own way does so in responses too.
    if (this.dumps !== ownDumps) return this.dumps(value, options);
    return this.#encode(value, options, true);
  }

  #encode(
    value: unknown,
    options: EncodeOptions | undefined,
    awaits: boolean,
  ): string | Promise<string> {
    const policy = options === undefined ? this.#policy : this.#policyFor(options);
    const warn = options?.warn;
    if (policy.native && warn === undefined && !this.#registry.hasBrands) {
      const text = encodePlain(value, policy, this.#registry.isEmpty);
      if (text !== undefined) return text;
    }
    const debug = options?.debug ?? false;
    return encodeText(value, { policy, registry: this.#registry, debug, warn, awaits });
  }

  #policyFor(options: EncodeOptions): Policy {
    const merged = mergeOptions(this.#options, options);
    const isOwn = merged === this.#options;
    const asChosen =
      options.readable !== true || (merged.indent ?? merged.separators) !== undefined;
    if (asChosen) return isOwn ? this.#policy : resolvePolicy(merged);
    if (!isOwn) return resolvePolicy({ ...merged, indent: readableIndent });
    return (this.#readablePolicy ??= resolvePolicy({ ...merged, indent: readableIndent }));
  }
}

// Flask's in debug.
const readableIndent = 2;

const ownDumps = JSONProvider.prototype.dumps;

export { parse as loads };

/** The provider of whatever belongs to no application. */
export const defaultProvider: JSONProvider = new JSONProvider();

/**
 * The value as JSON text, with Hipflask's defaults; an application's own choices are in `app.json.dumps`.
 *
 * @throws {EncodeError} For what cannot be JSON, with its path and a fix.
 * @example
 * dumps(new Map([["sweety", 1n]])); // => '{"sweety":"1"}'
 * dumps({ b: 1, a: [true] }, { sortKeys: true, separators: [", ", ": "] }); // => '{"a": [true], "b": 1}'
 */
export function dumps(value: unknown, options?: DumpsOptions): string {
  return defaultProvider.dumps(value, options);
}
