// Reads what stands between the parentheses of a converter: `min=-5, signed=True` or `a, "light blue"`.
// Words, quotes, True/False/None and numbers as in Flask; negative numbers too, which Flask misreads.

import type { ArgumentValue, ConverterArguments } from "./converter.ts";

/** One argument as it stands in the pattern. */
export interface Argument {
  /** Undefined for a positional argument. */
  readonly name: string | undefined;
  readonly value: ArgumentValue;
  /** As written, without quotes: keeps the digits that a number would lose. */
  readonly text: string;
  /** Where the argument begins in the text that was read. */
  readonly offset: number;
}

/** Thrown by the reader; the pattern that holds the arguments makes a `SetupError` of it. */
export class ArgumentMistake extends Error {
  readonly offset: number;
  readonly fix: string;

  constructor(offset: number, message: string, fix: string) {
    super(message);
    this.offset = offset;
    this.fix = fix;
  }
}

/**
 * Reads the arguments of a converter.
 *
 * @throws {ArgumentMistake} at the offset of the first thing that cannot be read.
 */
export function parseArguments(source: string): readonly Argument[] {
  const args: Argument[] = [];
  let offset = skipSpaces(source, 0);
  while (offset < source.length) {
    const argument = readArgument(source, offset);
    if (argument.name !== undefined && args.some(({ name }) => name === argument.name)) {
      throw new ArgumentMistake(offset, `"${argument.name}" is given twice`, "keep one of the two");
    }
    args.push(argument);
    offset = skipSpaces(source, argument.end);
    if (offset >= source.length) break;
    if (source[offset] !== ",") {
      const fix = `separate the arguments with commas, and put words with spaces in quotes`;
      throw new ArgumentMistake(offset, `"${source[offset]}" is not expected here`, fix);
    }
    const next = skipSpaces(source, offset + 1);
    if (next >= source.length) {
      throw new ArgumentMistake(offset, "nothing follows the comma", "remove the comma");
    }
    offset = next;
  }
  return args;
}

/** The arguments as a user's converter receives them. */
export function argumentValues(args: readonly Argument[]): ConverterArguments {
  const positional = args.filter(({ name }) => name === undefined).map(({ value }) => value);
  const named = args.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value]]));
  return { positional, named: Object.fromEntries(named) as ConverterArguments["named"] };
}

/** Where the parenthesis that opens at `open` closes, quotes respected; -1 if it does not. */
export function closingParenthesis(source: string, open: number): number {
  let quote = "";
  for (let offset = open + 1; offset < source.length; offset += 1) {
    const character = source[offset] as string;
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === ")") return offset;
  }
  return -1;
}

function readArgument(source: string, start: number): Argument & { readonly end: number } {
  const named = /^([A-Za-z_]\w*)\s*=\s*/.exec(source.slice(start));
  const offset = start + (named?.[0].length ?? 0);
  const { text, value, end } = readValue(source, offset);
  return { name: named?.[1], text, value, end, offset: start };
}

function readValue(
  source: string,
  offset: number,
): { readonly text: string; readonly value: ArgumentValue; readonly end: number } {
  const quote = source[offset];
  if (quote === '"' || quote === "'") {
    const close = source.indexOf(quote, offset + 1);
    if (close === -1) {
      throw new ArgumentMistake(offset, "the quote is never closed", `close it with ${quote}`);
    }
    const text = source.slice(offset + 1, close);
    return { text, value: text, end: close + 1 };
  }
  const text = /^[^\s,"'()=]*/.exec(source.slice(offset))?.[0] ?? "";
  if (text === "") {
    throw new ArgumentMistake(
      offset,
      "a value is missing",
      "write a number, a word or a quoted text",
    );
  }
  return { text, value: bareValue(text), end: offset + text.length };
}

function bareValue(text: string): ArgumentValue {
  if (text === "True" || text === "true") return true;
  if (text === "False" || text === "false") return false;
  if (text === "None" || text === "null") return null;
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

function skipSpaces(source: string, start: number): number {
  let offset = start;
  while (offset < source.length && (source[offset] as string).trim() === "") offset += 1;
  return offset;
}
