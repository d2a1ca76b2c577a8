// Takes the arguments of a built-in converter one by one, by name and type, and refuses what is left.

import { ArgumentMistake } from "./converter-arguments.ts";
import type { Argument } from "./converter-arguments.ts";
import { nearestName } from "../errors/nearest-name.ts";

/** The arguments of one use of a built-in converter. Every method throws `ArgumentMistake`. */
export class NamedArguments {
  readonly #converter: string;
  readonly #args: readonly Argument[];
  readonly #known: readonly string[];

  /** @param known The names the converter has; `["*"]` for a list of words. */
  constructor(converter: string, args: readonly Argument[], known: readonly string[]) {
    this.#converter = converter;
    this.#args = args;
    this.#known = known;
    for (const argument of args) {
      if (known[0] === "*" ? argument.name !== undefined : !known.includes(argument.name ?? "")) {
        throw this.#unknown(argument);
      }
    }
  }

  boolean(name: string): boolean | undefined {
    const argument = this.#find(name);
    if (argument === undefined) return undefined;
    if (typeof argument.value === "boolean") return argument.value;
    throw mistyped(argument, "True or False");
  }

  number(name: string): number | undefined {
    const argument = this.#find(name);
    if (argument === undefined || argument.value === null) return undefined;
    if (typeof argument.value === "number") return argument.value;
    throw mistyped(argument, "a number");
  }

  /** An integer of the caller's own type, made from the digits as written. */
  integer<Value extends number | bigint>(
    name: string,
    read: (text: string) => Value,
  ): Value | undefined {
    const argument = this.#find(name);
    if (argument === undefined || argument.value === null) return undefined;
    if (typeof argument.value === "number" && /^-?\d+$/.test(argument.text)) {
      const value = read(argument.text);
      if (typeof value === "bigint" || Number.isSafeInteger(value)) return value;
      throw new ArgumentMistake(
        argument.offset,
        `${argument.text} is beyond the integers a number holds exactly`,
        "use the bigint converter",
      );
    }
    throw mistyped(argument, "an integer");
  }

  /** A whole number of things, at least `least`. */
  count(name: string, least: number): number | undefined {
    const value = this.integer(name, Number);
    if (value !== undefined && value < least)
      this.refuse(name, `${name} must be at least ${least}`, `write ${name}=${least}`);
    return value;
  }

  /** The positional words of `any`, each once. */
  words(): readonly string[] {
    const words = this.#args.map(({ text }) => text);
    if (words.length === 0) {
      throw new ArgumentMistake(0, "no word is listed", `list them: ${this.#converter}(json, csv)`);
    }
    for (const { text, offset } of this.#args) {
      if (text === "") throw new ArgumentMistake(offset, "a word is empty", "remove it");
    }
    return [...new Set(words)];
  }

  /** Refuses two bounds that leave nothing between them. */
  ordered(lowName: string, low: number | bigint, highName: string, high: number | bigint): void {
    if (low <= high) return;
    this.refuse(
      lowName,
      `nothing is from ${low} to ${high}`,
      `make ${lowName} at most ${highName}`,
    );
  }

  /** Refuses an argument for a reason of the converter's own. */
  refuse(name: string, problem: string, fix: string): never {
    throw new ArgumentMistake(this.#find(name)?.offset ?? 0, problem, fix);
  }

  #find(name: string): Argument | undefined {
    return this.#args.find((argument) => argument.name === name);
  }

  #unknown({ name, text, offset }: Argument): ArgumentMistake {
    const converter = this.#converter;
    if (this.#known[0] === "*") {
      return new ArgumentMistake(
        offset,
        `${converter} takes words, not names with values`,
        `list the words: ${converter}(json, csv)`,
      );
    }
    if (this.#known.length === 0) {
      return new ArgumentMistake(
        offset,
        `${converter} takes no arguments`,
        `write <${converter}:name>`,
      );
    }
    const list = this.#known.join(", ");
    if (name === undefined) {
      const fix = `write ${this.#known[0]}=${text}`;
      return new ArgumentMistake(offset, `${converter} takes named arguments (${list})`, fix);
    }
    const nearest = nearestName(name, this.#known);
    const fix =
      nearest === undefined ? `remove it, or use one of ${list}` : `write ${nearest}=${text}`;
    return new ArgumentMistake(offset, `${converter} has no argument "${name}", only ${list}`, fix);
  }
}

function mistyped({ name = "", text, offset }: Argument, wanted: string): ArgumentMistake {
  return new ArgumentMistake(
    offset,
    `${name} must be ${wanted}, but is ${text}`,
    `give ${name} ${wanted}`,
  );
}
