// `int`, `float` and `bigint`: ASCII digits, an optional minus where `signed`, bounds inclusive.
// An integer must be exact: digits that a number cannot hold are no match.

import type { NamedArguments } from "./argument-reader.ts";
import type { Converter } from "./converter.ts";

/** `<int(min=1, max=100):n>`: an integer that a number holds exactly. */
export function intConverter(args: NamedArguments): Converter<number> {
  const { signed, digits, min, max, expects } = integerRules(args, Number, "an integer");
  const lowest = signed ? Number.MIN_SAFE_INTEGER : 0;
  const parse = (text: string): number | undefined => {
    if (!isInteger(text, signed, digits)) return undefined;
    // Adding 0 turns the -0 of "-0" into 0.
    const value = Number(text) + 0;
    return Number.isSafeInteger(value) && value >= min && value <= max ? value : undefined;
  };
  return {
    parse,
    format: (value) => parsableText(value, digits, parse),
    weight: 50,
    expects,
    accepts: {
      kind: "integer",
      min: Math.max(min, lowest),
      max: Math.min(max, Number.MAX_SAFE_INTEGER),
      characters: digits,
    },
  };
}

/** `<bigint:n>`: an integer of any size. */
export function bigintConverter(args: NamedArguments): Converter<bigint> {
  const { signed, digits, min, max, expects } = integerRules(
    args,
    BigInt,
    "an integer of any size",
  );
  const parse = (text: string): bigint | undefined => {
    if (!isInteger(text, signed, digits)) return undefined;
    // BigInt(text) takes quadratic time; RSA-8192 has 2,467 digits, so nobody honest needs more.
    if (text.length > maxBigintDigits) return undefined;
    const value = BigInt(text);
    return value >= min && value <= max ? value : undefined;
  };
  return {
    parse,
    format: (value) => parsableText(value, digits, parse),
    weight: 50,
    expects,
    accepts: {
      kind: "integer",
      min: signed || min > 0 ? min : 0,
      max,
      characters: digits,
    },
  };
}

/** `<float(signed=True):x>`: digits, a dot, digits. */
export function floatConverter(args: NamedArguments): Converter<number> {
  const signed = args.boolean("signed") ?? false;
  const min = args.number("min") ?? -Infinity;
  const max = args.number("max") ?? Infinity;
  args.ordered("min", min, "max", max);
  if (min < 0 && min !== -Infinity && !signed) args.refuse("min", ...needsSigned);
  const shape = signed ? /^-?[0-9]+\.[0-9]+$/ : /^[0-9]+\.[0-9]+$/;
  const parse = (text: string): number | undefined => {
    if (!shape.test(text)) return undefined;
    const value = Number(text);
    return Number.isFinite(value) && value >= min && value <= max ? value : undefined;
  };
  return {
    parse,
    format(value: unknown): string | undefined {
      const text = typeof value === "number" ? decimalText(value, signed) : value;
      return typeof text !== "string" || parse(text) === undefined ? undefined : text;
    },
    weight: 50,
    expects: `a number${inRange(min, max) || (signed ? "" : " from 0")}`,
    accepts: { kind: "decimal", min: Math.max(min, signed ? -Infinity : 0), max },
  };
}

/** Longest text that `bigint` reads, in characters: Python's own limit for `int(text)`. */
const maxBigintDigits = 4_300;

const needsSigned = [
  "the minimum is negative, but the converter takes no minus sign",
  "add signed=True",
] as const;

interface IntegerRules<Value> {
  readonly signed: boolean;
  /** Exact number of characters. */
  readonly digits: number | undefined;
  readonly min: Value | number;
  readonly max: Value | number;
  readonly expects: string;
}

function integerRules<Value extends number | bigint>(
  args: NamedArguments,
  read: (text: string) => Value,
  noun: string,
): IntegerRules<Value> {
  const signed = args.boolean("signed") ?? false;
  const digits = args.count("fixed_digits", 1);
  const min = args.integer("min", read) ?? -Infinity;
  const max = args.integer("max", read) ?? Infinity;
  args.ordered("min", min, "max", max);
  if (min < 0 && min !== -Infinity && !signed) args.refuse("min", ...needsSigned);
  const length = digits === undefined ? "" : ` of exactly ${digits} digits`;
  const range = inRange(min, max) || (signed ? "" : " from 0");
  return { signed, digits, min, max, expects: `${noun}${range}${length}` };
}

function inRange(min: number | bigint, max: number | bigint): string {
  if (min !== -Infinity) return max === Infinity ? ` from ${min}` : ` from ${min} to ${max}`;
  return max === Infinity ? "" : ` up to ${max}`;
}

/** @param characters Exact number of characters; undefined for any. */
function isInteger(text: string, signed: boolean, characters: number | undefined): boolean {
  if (characters !== undefined && text.length !== characters) return false;
  const start = signed && text.charCodeAt(0) === minusCode ? 1 : 0;
  if (text.length === start) return false;
  for (let index = start; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < zeroCode || code > nineCode) return false;
  }
  return true;
}

// What would not be read again must not be written.
function parsableText(
  value: unknown,
  digits: number | undefined,
  parse: (text: string) => unknown,
): string | undefined {
  const text = integerText(value, digits);
  return text === undefined || parse(text) === undefined ? undefined : text;
}

function integerText(value: unknown, digits: number | undefined): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" ? !Number.isSafeInteger(value) : typeof value !== "bigint") {
    return undefined;
  }
  const text = String(value);
  if (digits === undefined) return text;
  return text.startsWith("-")
    ? `-${text.slice(1).padStart(digits - 1, "0")}`
    : text.padStart(digits, "0");
}

/** The shortest decimal that reads back as the same number, without an exponent: 1e-7 is 0.0000001. */
function decimalText(value: number, signed: boolean): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  const [mantissa = "", exponent = "0"] = String(Math.abs(value)).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  const left = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  const right = point > 0 ? digits.slice(point) : "0".repeat(-point) + digits;
  const minus = value < 0 || (signed && Object.is(value, -0)) ? "-" : "";
  return `${minus}${left}.${right === "" ? "0" : right}`;
}

const minusCode = 0x2d;
const zeroCode = 0x30;
const nineCode = 0x39;
