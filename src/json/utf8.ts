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

// Where the first sequence begins that is not UTF-8: decoders tell that it exists, not where.
function validLength(bytes: Uint8Array): number {
  let index = 0;
  while (index < bytes.length) {
    const length = sequenceLength(bytes, index);
    if (length === 0) return index;
    index += length;
  }
  return index;
}

// The length of the character that begins at `index`, or 0. RFC 3629 §4.
function sequenceLength(bytes: Uint8Array, index: number): number {
  const lead = bytes[index]!;
  if (lead < 0x80) return 1;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  // Overlong forms, surrogates and what lies past U+10FFFF show in the second byte.
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  const second = bytes[index + 1] ?? 0;
  if (second < low || second > high) return 0;
  for (let next = index + 2; next < index + length; next++) {
    if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}
