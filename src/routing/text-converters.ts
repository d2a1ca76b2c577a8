// `string`, `path`, `uuid`, `any` and `date`: text with a shape.

import type { NamedArguments } from "./argument-reader.ts";
import type { Converter } from "./converter.ts";

/** `<name>` or `<string(minlength=2):name>`: any text of one segment. Lengths count code points. */
export function stringConverter(args: NamedArguments): Converter<string> {
  const exact = args.count("length", 1);
  const min = exact ?? args.count("minlength", 1) ?? 1;
  const max = exact ?? args.count("maxlength", 1) ?? Infinity;
  args.ordered("minlength", min, "maxlength", max);
  const parse = (text: string): string | undefined =>
    hasLength(text, min, max) ? text : undefined;
  return {
    parse,
    format(value: unknown): string | undefined {
      const text = typeof value === "number" || typeof value === "bigint" ? String(value) : value;
      return typeof text === "string" ? parse(text) : undefined;
    },
    weight: 100,
    expects: describeLength(min, max),
    accepts: { kind: "text", minLength: min, maxLength: max },
  };
}

/** `<path:file>`: one segment or more, slashes included; never begins with a slash. */
export function pathConverter(): Converter<string> {
  const parse = (text: string): string | undefined =>
    text === "" || text.startsWith("/") ? undefined : text;
  return {
    parse,
    format: (value: unknown) => (typeof value === "string" ? parse(value) : undefined),
    weight: 200,
    expects: "a path that does not begin with a slash",
    accepts: { kind: "text", minLength: 1, maxLength: Infinity },
  };
}

/** `<uuid:id>`: 8-4-4-4-12 hexadecimal digits of either case, given in lower case. */
export function uuidConverter(): Converter<string> {
  const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
  const parse = (text: string): string | undefined =>
    shape.test(text) ? text.toLowerCase() : undefined;
  return {
    parse,
    format: (value: unknown) => (typeof value === "string" ? parse(value) : undefined),
    weight: 100,
    expects: "a UUID, as in 12345678-1234-5678-1234-567812345678",
    accepts: { kind: "uuid" },
  };
}

/** `<any(json, csv):format>`: one of the words, exactly as written. */
export function anyConverter(args: NamedArguments): Converter<string> {
  const words = args.words();
  const known = new Set(words);
  const parse = (text: string): string | undefined => (known.has(text) ? text : undefined);
  return {
    parse,
    format: (value: unknown) => (typeof value === "string" ? parse(value) : undefined),
    // Before the numbers: a listed word is nearly static text.
    weight: 25,
    expects: `one of ${words.join(", ")}`,
    accepts: { kind: "words", words },
  };
}

/** `<date:day>`: `YYYY-MM-DD` of the calendar, a `Date` at midnight UTC. */
export function dateConverter(): Converter<Date> {
  const parse = (text: string): Date | undefined => {
    if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return undefined;
    const date = new Date(`${text}T00:00:00.000Z`);
    // Engines differ over 30 February: one rolls over to March, another refuses.
    return dayOf(date) === text ? date : undefined;
  };
  return {
    parse,
    format(value: unknown): string | undefined {
      if (typeof value === "string") return parse(value) === undefined ? undefined : value;
      const day = value instanceof Date ? dayOf(value) : undefined;
      // A time of day would be lost on the way: refused rather than cut off.
      return day !== undefined && parse(day)?.getTime() === (value as Date).getTime()
        ? day
        : undefined;
    },
    weight: 50,
    expects: "a day, as in 2026-01-31, or a Date at midnight UTC",
    accepts: { kind: "date" },
  };
}

function dayOf(date: Date): string | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, -14);
}

/** Whether a text has between `min` and `max` code points, without counting when its units tell. */
function hasLength(text: string, min: number, max: number): boolean {
  // n code points take n to 2n UTF-16 units.
  if (text.length < min || text.length > 2 * max) return false;
  if (text.length >= 2 * min && text.length <= max) return true;
  let codePoints = 0;
  for (const _ of text) codePoints += 1;
  return codePoints >= min && codePoints <= max;
}

function describeLength(min: number, max: number): string {
  const characters = (count: number): string =>
    count === 1 ? "1 character" : `${count} characters`;
  if (min === max) return `a text of ${characters(min)}`;
  if (max === Infinity)
    return min === 1 ? "a text that is not empty" : `a text of at least ${characters(min)}`;
  return `a text of ${min} to ${characters(max)}`;
}
