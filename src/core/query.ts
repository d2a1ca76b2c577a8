// The query of a request: names and values, with readers that refuse what is missing or malformed.

import { isPlainlyEncoded, parseFormUrlencoded } from "../http/form-urlencoded.ts";
import {
  readBoolean,
  readInt,
  readInts,
  readNumber,
  readNumbers,
  readOneOf,
  requireText,
  type NamedTexts,
  type NumberOptions,
  type ReadOptions,
} from "./typed-values.ts";

/**
 * The parameters of a query, as the web's `URLSearchParams` has them, and more.
 *
 * `require`, `int`, `number`, `boolean` and `oneOf` answer the client with 400 for it, and with the name
 * of the parameter, when one is missing or is not what it should be. With a `default` it may be missing.
 *
 * @example
 * const query = new Query("page=2&tag=a&tag=b&sort=asc");
 * query.int("page", { min: 1 }); // => 2
 * query.int("limit", { default: 20, max: 100 }); // => 20
 * query.getAll("tag"); // => ["a", "b"]
 * query.oneOf("sort", ["asc", "desc"]); // => "asc"
 * query.require("name"); // throws query parameter "name" is missing
 * query.int("sort"); // throws must be a whole number
 * @see Flask's `request.args`
 */
export class Query extends URLSearchParams {
  readonly #texts: NamedTexts;

  /** @param place Where errors say that a value stands. */
  constructor(
    init: string | readonly (readonly [string, string])[],
    place: NamedTexts["place"] = "query",
  ) {
    const pairs =
      typeof init !== "string" || isPlainlyEncoded(init) ? init : parseFormUrlencoded(init);
    super(pairs as string | [string, string][]);
    this.#texts = {
      place,
      first: (name) => this.get(name),
      all: (name) => this.getAll(name),
    };
  }

  /** The first value of a name. */
  require(name: string): string {
    return requireText(this.#texts, name);
  }

  /** A whole number, as far as JavaScript counts exactly. */
  int<const Default extends number | null = never>(
    name: string,
    options: NumberOptions<Default> = {},
  ): number | Default {
    return readInt(this.#texts, name, options);
  }

  /** All values of a name as whole numbers; empty if there are none. */
  ints(name: string, options: NumberOptions = {}): readonly number[] {
    return readInts(this.#texts, name, options);
  }

  /** A finite number: `1`, `-1.5`, `1e3`. */
  number<const Default extends number | null = never>(
    name: string,
    options: NumberOptions<Default> = {},
  ): number | Default {
    return readNumber(this.#texts, name, options);
  }

  /** All values of a name as finite numbers; empty if there are none. */
  numbers(name: string, options: NumberOptions = {}): readonly number[] {
    return readNumbers(this.#texts, name, options);
  }

  /** `true`, `1`, `yes` and `on`; `false`, `0`, `no` and `off`; in any case of letters. */
  boolean<const Default extends boolean | null = never>(
    name: string,
    options: ReadOptions<Default> = {},
  ): boolean | Default {
    return readBoolean(this.#texts, name, options);
  }

  /** One of the texts that are listed. */
  oneOf<const Choice extends string, const Default extends string | null = never>(
    name: string,
    choices: readonly Choice[],
    options: ReadOptions<Default> = {},
  ): Choice | Default {
    return readOneOf(this.#texts, name, choices, options);
  }
}
