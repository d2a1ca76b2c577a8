// What a converter is: the one that turns the text of a path variable into a value and back.
// A converter knows nothing of requests, rules or other converters.

import type { AcceptedSet } from "./accepted-set.ts";

/**
 * Turns the text of a path variable into a value, and a value into text.
 *
 * @example
 * const app = new Hipflask({
 *   converters: {
 *     csv: {
 *       parse: (text) => text.split(","),
 *       format: (items: string[]) => items.join(","),
 *     },
 *   },
 * });
 */
export interface Converter<Value = unknown> {
  /** The value of a decoded, never empty text; undefined if the text is none of this converter's, and the next rule is tried. */
  parse(text: string): Value | undefined;
  /** The text of a value, not percent-encoded; undefined if it has none. `parse` must read it back. */
  format(value: Value): string | undefined;
  /** Lower is tried first: `any` 25, numbers and dates 50, text 100 (the default), `path` 200. */
  readonly weight?: number;
  /** What it takes, for messages: "an integer from 1 to 100". */
  readonly expects?: string;
  /** Which texts it takes, where that can be said as data; lets the router order and refuse rules. */
  readonly accepts?: AcceptedSet;
}

/** An argument in a pattern: `5`, `-1.5`, `True`, `None`, `"light blue"` or a bare word. */
export type ArgumentValue = string | number | boolean | null;

/** The arguments of one use of a converter: `any(a, b)` has positional ones, `int(min=1)` named ones. */
export interface ConverterArguments {
  readonly positional: readonly ArgumentValue[];
  readonly named: Readonly<Record<string, ArgumentValue>>;
}

/** Makes a converter for the arguments written in the pattern. */
export type ConverterFactory = (args: ConverterArguments) => Converter;

/** Converters by the name patterns call them: one that takes no arguments as it is, others as a factory. */
export type Converters = Readonly<Record<string, Converter | ConverterFactory>>;
