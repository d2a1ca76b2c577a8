// The choices about how values become text, and their checking: a bad choice is a mistake at set-up.

import { SetupError } from "../errors/setup-error.ts";

/** How values that JSON has no form for are written, and how the text is laid out. */
export interface JSONOptions {
  /** `"string"` (default): `"10"`; `"number"`: `10`, every digit; `"error"`. */
  readonly bigint?: "string" | "number" | "error" | undefined;
  /** NaN and the infinities: `"null"` (default) or `"error"`. */
  readonly nonFinite?: "null" | "error" | undefined;
  /** Bytes: `"base64"` (default), `"base64url"` without padding, `"hex"`, or an `"array"` of numbers. */
  readonly bytes?: "base64" | "base64url" | "hex" | "array" | undefined;
  /** `"iso"` (default): `"2026-02-28T12:00:00.000Z"`; `"http"`: `"Sat, 28 Feb 2026 12:00:00 GMT"`, Flask's form; `"epoch-ms"`: a number. */
  readonly date?: "iso" | "http" | "epoch-ms" | undefined;
  /** Members in the order of their names' code points, at every depth. */
  readonly sortKeys?: boolean | undefined;
  /** The text as CPython's `ensure_ascii=True` writes it: only 0x20 to 0x7e, numbers below 0.0001 as `1e-05`. */
  readonly ensureAscii?: boolean | undefined;
  /** 0 (default) for one line, 1 to 10 spaces, or up to 10 spaces and tabs. */
  readonly indent?: number | string | undefined;
  /** Between items and after a name, `[",", ":"]` unless given; `[",", ": "]` with an indent. */
  readonly separators?: readonly [item: string, key: string] | undefined;
}

/** The options of one `dumps` call: they win over the provider's. */
export type DumpsOptions = JSONOptions;

/** Options with every choice made. */
export interface Policy {
  readonly bigint: "string" | "number" | "error";
  readonly nonFinite: "null" | "error";
  readonly bytes: "base64" | "base64url" | "hex" | "array";
  readonly date: "iso" | "http" | "epoch-ms";
  readonly sortKeys: boolean;
  readonly ensureAscii: boolean;
  readonly indent: string;
  readonly itemSeparator: string;
  readonly keySeparator: string;
  /** Whether `JSON.stringify` writes plain values exactly as this policy asks. */
  readonly native: boolean;
}

const choices = {
  bigint: ["string", "number", "error"],
  nonFinite: ["null", "error"],
  bytes: ["base64", "base64url", "hex", "array"],
  date: ["iso", "http", "epoch-ms"],
} as const;

/** The names of all options. */
export const optionNames = [
  "bigint",
  "nonFinite",
  "bytes",
  "date",
  "sortKeys",
  "ensureAscii",
  "indent",
  "separators",
] as const;

/** The options of both, `over` winning; `base` itself when `over` chooses nothing. */
export function mergeOptions(base: JSONOptions, over: JSONOptions): JSONOptions {
  let merged: Record<string, unknown> | undefined;
  for (const name of optionNames) {
    if (over[name] !== undefined) (merged ??= { ...base })[name] = over[name];
  }
  return merged ?? base;
}

/** @throws {SetupError} `json-option` for a choice that does not exist. */
export function resolvePolicy(options: JSONOptions): Policy {
  const indent = resolveIndent(options.indent);
  const [itemSeparator, keySeparator] = resolveSeparators(options.separators, indent);
  const policy = {
    bigint: choose(options, "bigint"),
    nonFinite: choose(options, "nonFinite"),
    bytes: choose(options, "bytes"),
    date: choose(options, "date"),
    sortKeys: flag(options, "sortKeys"),
    ensureAscii: flag(options, "ensureAscii"),
    indent,
    itemSeparator,
    keySeparator,
  };
  const native =
    !policy.sortKeys &&
    !policy.ensureAscii &&
    policy.nonFinite === "null" &&
    itemSeparator === "," &&
    keySeparator === (indent === "" ? ":" : ": ");
  return { ...policy, native };
}

function choose<Name extends keyof typeof choices>(
  options: JSONOptions,
  name: Name,
): (typeof choices)[Name][number] {
  const allowed: readonly string[] = choices[name];
  const value = options[name] ?? allowed[0];
  if (!allowed.includes(value as string)) {
    throw badOption(name, value, `one of ${allowed.map((one) => `"${one}"`).join(", ")}`);
  }
  return value as (typeof choices)[Name][number];
}

function flag(options: JSONOptions, name: "sortKeys" | "ensureAscii"): boolean {
  const value = options[name] ?? false;
  if (typeof value !== "boolean") throw badOption(name, value, "true or false");
  return value;
}

function resolveIndent(indent: number | string | undefined): string {
  if (indent === undefined) return "";
  if (typeof indent === "number" && Number.isInteger(indent) && indent >= 0 && indent <= 10) {
    return " ".repeat(indent);
  }
  if (typeof indent === "string" && /^[ \t]{0,10}$/.test(indent)) return indent;
  // 10: what JSON.stringify cuts an indent to, silently.
  throw badOption("indent", indent, "0 to 10 (spaces), or up to 10 spaces and tabs");
}

function resolveSeparators(
  separators: JSONOptions["separators"],
  indent: string,
): readonly [string, string] {
  if (separators === undefined) return [",", indent === "" ? ":" : ": "];
  const isPair = Array.isArray(separators) && separators.length === 2;
  if (!isPair || !isAround(",", separators[0]) || !isAround(":", separators[1])) {
    throw badOption(
      "separators",
      separators,
      'a comma and a colon with white space, as [", ", ": "]',
    );
  }
  return separators;
}

// Anything but JSON's own white space around the mark would make a text that is not JSON.
function isAround(mark: "," | ":", text: unknown): boolean {
  if (typeof text !== "string" || !/^[ \t\n\r]*[,:][ \t\n\r]*$/.test(text)) return false;
  return text.includes(mark);
}

function badOption(name: string, value: unknown, wanted: string): SetupError {
  return new SetupError({
    code: "json-option",
    message: `Cannot encode with ${name}: ${show(value)}: it must be ${wanted}`,
    fix: `change ${name}, or leave it out for its default`,
  });
}

function show(value: unknown): string {
  return typeof value === "string" || Array.isArray(value) ? JSON.stringify(value) : String(value);
}
