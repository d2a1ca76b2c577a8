// The table of converters: the eight of Hipflask and the user's own, by the name patterns call them.

import { NamedArguments } from "./argument-reader.ts";
import { ArgumentMistake, argumentValues } from "./converter-arguments.ts";
import type { Argument } from "./converter-arguments.ts";
import type { Converter, Converters } from "./converter.ts";
import { SetupError } from "../errors/setup-error.ts";
import { bigintConverter, floatConverter, intConverter } from "./number-converters.ts";
import {
  anyConverter,
  dateConverter,
  pathConverter,
  stringConverter,
  uuidConverter,
} from "./text-converters.ts";

/** The converters that a set of patterns may name. */
export class ConverterTable {
  readonly #own: ReadonlyMap<string, Converters[string]>;

  /**
   * @throws {SetupError} `converter-name` if one has the name of a built-in converter, whose type patterns already tell,
   *   or a name that patterns cannot hold.
   */
  constructor(own: Converters = {}) {
    this.#own = new Map(Object.entries(own));
    for (const name of this.#own.keys()) {
      if (builtIns.has(name)) {
        throw new SetupError({
          code: "converter-name",
          message: `Cannot add the converter "${name}": Hipflask has one of that name`,
          fix: `give it another name, such as my_${name}`,
        });
      }
      if (!/^[A-Za-z_]\w*$/.test(name)) {
        throw new SetupError({
          code: "converter-name",
          message: `Cannot add the converter "${name}": a pattern cannot hold that name`,
          fix: "use letters, digits and _, and begin with a letter",
        });
      }
    }
  }

  /** Every name, the built-in ones first. */
  names(): readonly string[] {
    return [...builtIns.keys(), ...this.#own.keys()];
  }

  has(name: string): boolean {
    return builtIns.has(name) || this.#own.has(name);
  }

  /**
   * The converter for one use in a pattern; `key` is equal for uses that mean the same.
   *
   * @throws {ArgumentMistake} if it does not take the arguments.
   */
  make(
    name: string,
    args: readonly Argument[],
  ): { readonly converter: Converter; readonly key: string } {
    const builtIn = builtIns.get(name);
    if (builtIn !== undefined) {
      const converter = builtIn.make(new NamedArguments(name, args, builtIn.args));
      return { converter, key: `${name} ${JSON.stringify(converter.accepts, showBounds)}` };
    }
    const own = this.#own.get(name);
    const key = `${name} ${JSON.stringify(args.map((argument) => [argument.name, argument.value]))}`;
    if (typeof own === "function") {
      return { converter: checkShape(name, own(argumentValues(args))), key };
    }
    if (own === undefined)
      throw new ArgumentMistake(0, `there is no converter "${name}"`, "add it");
    if (args.length > 0) {
      const fix = `write <${name}:…>, or make the converter a function of its arguments`;
      throw new ArgumentMistake(args[0]?.offset ?? 0, `${name} takes no arguments`, fix);
    }
    return { converter: checkShape(name, own), key };
  }
}

/** JavaScript has no compiler to say that half of a converter is missing. */
function checkShape(name: string, converter: Converter): Converter {
  if (typeof converter?.parse === "function" && typeof converter.format === "function") {
    return converter;
  }
  throw new ArgumentMistake(
    0,
    `the converter "${name}" lacks a function: parse, format or both`,
    "give it parse(text) and format(value)",
  );
}

/** JSON has neither bigint nor Infinity; both are bounds of converters. */
function showBounds(_: string, value: unknown): unknown {
  return typeof value === "bigint" || value === Infinity || value === -Infinity
    ? String(value)
    : value;
}

const integerArguments = ["min", "max", "signed", "fixed_digits"];

const builtIns: ReadonlyMap<
  string,
  { readonly args: readonly string[]; readonly make: (args: NamedArguments) => Converter }
> = new Map([
  ["string", { args: ["minlength", "maxlength", "length"], make: stringConverter }],
  ["int", { args: integerArguments, make: intConverter }],
  ["float", { args: ["min", "max", "signed"], make: floatConverter }],
  ["path", { args: [], make: pathConverter }],
  ["uuid", { args: [], make: uuidConverter }],
  ["any", { args: ["*"], make: anyConverter }],
  ["bigint", { args: integerArguments, make: bigintConverter }],
  ["date", { args: [], make: dateConverter }],
]);
