// Values from JSON text: the engine's own parser, and a strict one of ours for what it cannot do:
// say where a text is wrong, keep every digit, refuse repeated names.

import { SetupError } from "../errors/setup-error.ts";
import { findTooDeep } from "./nesting.ts";
import { StrictParser } from "./parser.ts";
import { decodeUtf8 } from "./utf8.ts";

/** How a text is read. */
export interface LoadsOptions {
  /**
   * `"number"` (default): as JavaScript, rounded past 2^53; `"safe"`: a bigint where a number would
   * round; `"bigint"`: every integer. An integer is written without fraction and exponent.
   */
  readonly integers?: "number" | "safe" | "bigint" | undefined;
  /** How many arrays and objects may stand inside each other; 1,000 unless given. */
  readonly maxDepth?: number | undefined;
  /** A repeated name: `"last"` wins (default), or `"error"`. */
  readonly duplicateKeys?: "last" | "error" | undefined;
}

/** How deep a text may go: Jackson's limit, and as deep as `dumps` writes. */
export const defaultMaxDepth = 1_000;

const { parse } = JSON;
const byteOrderMark = 0xfeff;

/**
 * The value of a JSON text. Bytes must be UTF-8; a byte order mark is dropped.
 *
 * A member named `__proto__` is a member like any other and never reaches a prototype.
 *
 * @throws {JSONSyntaxError} With line, column, pointer and excerpt.
 * @throws {SetupError} `json-option` for an option that does not exist.
 * @example
 * loads('{"id": 9007199254740993}', { integers: "safe" }); // => ({ id: 9007199254740993n })
 * loads('{"id": 1, "id": 2}', { duplicateKeys: "error" }); // throws json-duplicate-key
 */
export function loads(text: string | Uint8Array, options?: LoadsOptions): unknown {
  const integers = options?.integers ?? "number";
  const duplicateKeys = options?.duplicateKeys ?? "last";
  const maxDepth = options?.maxDepth ?? defaultMaxDepth;
  if (options !== undefined) checkOptions(integers, duplicateKeys, maxDepth);
  let json = typeof text === "string" ? text : decodeUtf8(text);
  if (json.charCodeAt(0) === byteOrderMark && typeof text === "string") json = json.slice(1);

  const mayBeNative = integers === "number" && duplicateKeys === "last";
  if (mayBeNative && findTooDeep(json, maxDepth) === -1) {
    try {
      return parse(json);
    } catch {
      // The strict parser comes to the same place, and can say which it is.
    }
  }
  return new StrictParser(json, { integers, duplicateKeys, maxDepth }).parse();
}

function checkOptions(integers: unknown, duplicateKeys: unknown, maxDepth: unknown): void {
  if (integers !== "number" && integers !== "safe" && integers !== "bigint") {
    throw badOption("integers", integers, '"number", "safe" or "bigint"');
  }
  if (duplicateKeys !== "last" && duplicateKeys !== "error") {
    throw badOption("duplicateKeys", duplicateKeys, '"last" or "error"');
  }
  if (!Number.isInteger(maxDepth) || (maxDepth as number) < 1) {
    throw badOption("maxDepth", maxDepth, "an integer of at least 1");
  }
}

function badOption(name: string, value: unknown, wanted: string): SetupError {
  return new SetupError({
    code: "json-option",
    message: `Cannot parse JSON with ${name}: ${String(value)}: it must be ${wanted}`,
    fix: `change ${name}, or leave it out for its default`,
  });
}
