// Text from a query or a form, read as what it should be. What it is not, is told to the client as a
// 400 that names the field: Flask's `type=int` falls back to the default instead, and nobody hears of it.

import { BadRequest } from "../errors/status-errors.ts";

/** Named values that a client sent. */
export interface NamedTexts {
  /** Where they stand, as errors say it. */
  readonly place: "query" | "form" | "values";
  /** The first value of a name, or null. */
  first(name: string): string | null;
  all(name: string): readonly string[];
}

/** How a value is read. Without `default`, a missing one is refused. */
export interface ReadOptions<Default> {
  readonly default?: Default | undefined;
}

/** How a number is read. */
export interface NumberOptions<Default = never> extends ReadOptions<Default> {
  /** The least that is accepted. */
  readonly min?: number | undefined;
  /** The most that is accepted. */
  readonly max?: number | undefined;
}

/** @throws {HTTPError} 400 if there is none. */
export function requireText(values: NamedTexts, name: string): string {
  return values.first(name) ?? refuse(values.place, name, "is missing");
}

export function readInt<Default>(
  values: NamedTexts,
  name: string,
  options: NumberOptions<Default>,
): number | Default {
  return readOne(values, name, options, (text) => parseWhole(values, name, text, options));
}

export function readInts(
  values: NamedTexts,
  name: string,
  options: NumberOptions,
): readonly number[] {
  return values.all(name).map((text) => parseWhole(values, name, text, options));
}

export function readNumber<Default>(
  values: NamedTexts,
  name: string,
  options: NumberOptions<Default>,
): number | Default {
  return readOne(values, name, options, (text) => parseNumber(values, name, text, options));
}

export function readNumbers(
  values: NamedTexts,
  name: string,
  options: NumberOptions,
): readonly number[] {
  return values.all(name).map((text) => parseNumber(values, name, text, options));
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["yes", true],
  ["on", true],
  ["false", false],
  ["0", false],
  ["no", false],
  ["off", false],
]);

export function readBoolean<Default>(
  values: NamedTexts,
  name: string,
  options: ReadOptions<Default>,
): boolean | Default {
  return readOne(
    values,
    name,
    options,
    (text) =>
      booleans.get(text.trim().toLowerCase()) ??
      refuse(values.place, name, `must be true or false, but is ${quoted(text)}`),
  );
}

export function readOneOf<Choice extends string, Default>(
  values: NamedTexts,
  name: string,
  choices: readonly Choice[],
  options: ReadOptions<Default>,
): Choice | Default {
  return readOne(
    values,
    name,
    options,
    (text) =>
      choices.find((choice) => choice === text) ??
      refuse(values.place, name, `must be one of ${choices.join(", ")}, but is ${quoted(text)}`),
  );
}

function readOne<Value, Default>(
  values: NamedTexts,
  name: string,
  options: ReadOptions<Default>,
  parse: (text: string) => Value,
): Value | Default {
  const text = values.first(name);
  if (text !== null) return parse(text);
  if (options.default !== undefined) return options.default;
  return refuse(values.place, name, "is missing");
}

const wholeNumber = /^[+-]?\d+$/;
const decimalNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,4})?$/i;

function parseWhole(
  values: NamedTexts,
  name: string,
  text: string,
  bounds: NumberOptions<unknown>,
): number {
  const number = wholeNumber.test(text.trim()) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(number)) {
    refuse(values.place, name, `must be a whole number, but is ${quoted(text)}`);
  }
  return bounded(values, name, number, bounds);
}

function parseNumber(
  values: NamedTexts,
  name: string,
  text: string,
  bounds: NumberOptions<unknown>,
): number {
  const number = decimalNumber.test(text.trim()) ? Number(text) : Number.NaN;
  if (!Number.isFinite(number)) {
    refuse(values.place, name, `must be a number, but is ${quoted(text)}`);
  }
  return bounded(values, name, number, bounds);
}

function bounded(
  values: NamedTexts,
  name: string,
  number: number,
  { min = -Infinity, max = Infinity }: NumberOptions<unknown>,
): number {
  if (number < min) refuse(values.place, name, `must be at least ${min}, but is ${number}`);
  if (number > max) refuse(values.place, name, `must be at most ${max}, but is ${number}`);
  return number === 0 ? 0 : number;
}

// Enough to recognise it by; a client knows what it sent.
function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

const kinds = { query: "query parameter", form: "form field", values: "parameter" };

/** @throws {HTTPError} 400, always: names the field, and what is wrong with it. */
export function refuse(place: NamedTexts["place"], name: string, detail: string): never {
  const pointer = `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  throw new BadRequest(`${kinds[place]} ${quoted(name)} ${detail}`, {
    extra: { errors: [{ in: place, pointer, detail }] },
  });
}
