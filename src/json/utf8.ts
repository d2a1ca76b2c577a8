// JSON text from bytes: UTF-8 and nothing else (RFC 8259 §8.1), with or without a byte order mark.

import { JSONSyntaxError } from "./syntax-error.ts";

// The decoder drops a leading byte order mark, as RFC 8259 allows a reader to.
const decoder = new TextDecoder("utf-8", { fatal: true });

/** @throws {JSONSyntaxError} `json-encoding` at the first byte that is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    // A text longer than a string can be: the caller's limits were not ours to set.
    if (error instanceof RangeError) throw error;
  }
  const valid = validLength(bytes);
  const before = new TextDecoder("utf-8").decode(bytes.subarray(0, valid));
  const found = bytes[valid]!.toString(16).padStart(2, "0");
  throw new JSONSyntaxError({
    code: "json-encoding",
    reason: `expected UTF-8, found the byte 0x${found}, which cannot stand here`,
    offset: valid,
    text: `${before}\ufffd`,
    index: before.length,
    pointer: "",
  });
}

// How many leading bytes are UTF-8, by halving: a streaming decoder forgives only an unfinished end.
function validLength(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (isUtf8Prefix(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function isUtf8Prefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
