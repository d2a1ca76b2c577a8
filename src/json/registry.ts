// The user's own rows of the table: classes and brands with the function that turns them into data.

import { SetupError } from "../errors/setup-error.ts";

/** A class, abstract or not. */
export type Type<Value> = abstract new (...args: never[]) => Value;

/**
 * A mark instead of a class, for values whose class comes in several copies (two versions of one package).
 *
 * A string or symbol is the name of a member that such values have, own or inherited; a function answers for itself.
 */
export interface Brand<Value> {
  readonly brand: string | symbol | ((value: object) => value is Value & object);
}

type EncodeFunction = (value: never) => unknown;

interface BrandRow {
  readonly matches: (value: object) => boolean;
  readonly encode: EncodeFunction;
}

/** Who encodes a value: the latest registration of its nearest class, then the brands in order. */
export class Registry {
  readonly #byPrototype = new Map<object, EncodeFunction>();
  readonly #brands: BrandRow[] = [];

  get isEmpty(): boolean {
    return this.#byPrototype.size === 0 && this.#brands.length === 0;
  }

  /** Plain objects can carry a brand, so that none may be skipped. */
  get hasBrands(): boolean {
    return this.#brands.length > 0;
  }

  /** @throws {SetupError} `json-register` for what is neither class nor brand. */
  add(type: Type<unknown> | Brand<unknown>, encode: EncodeFunction): void {
    if (typeof encode !== "function")
      throw badRegistration("the second argument must be a function");
    if (typeof type === "function") {
      const prototype: unknown = type.prototype;
      if (typeof prototype !== "object" || prototype === null) {
        throw badRegistration(`${type.name || "the function"} is not a class`);
      }
      if (prototype === Object.prototype || prototype === Array.prototype) {
        throw badRegistration(`${type.name} would take every value`);
      }
      this.#byPrototype.set(prototype, encode);
      return;
    }
    const brand: unknown = (type as Brand<unknown> | null)?.brand;
    if (typeof brand === "function") {
      this.#brands.push({ matches: brand as (value: object) => boolean, encode });
    } else if (typeof brand === "string" || typeof brand === "symbol") {
      this.#brands.push({ matches: (value) => brand in value, encode });
    } else {
      throw badRegistration("the first argument must be a class or { brand }");
    }
  }

  find(value: object): ((value: unknown) => unknown) | undefined {
    if (this.#byPrototype.size > 0) {
      let prototype = Object.getPrototypeOf(value) as object | null;
      while (prototype !== null) {
        const encode = this.#byPrototype.get(prototype);
        if (encode !== undefined) return encode as (value: unknown) => unknown;
        prototype = Object.getPrototypeOf(prototype) as object | null;
      }
    }
    for (const row of this.#brands) {
      if (row.matches(value)) return row.encode as (value: unknown) => unknown;
    }
    return undefined;
  }
}

function badRegistration(reason: string): SetupError {
  return new SetupError({
    code: "json-register",
    message: `Cannot register an encoding: ${reason}`,
    fix: "write register(Decimal, (value) => value.toString()), or register({ brand: Symbol.for(…) }, …)",
  });
}
