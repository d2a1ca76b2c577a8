// The header fields that decide about the connection and the end of the message, picked out of a head.

import { equalsIgnoringCase, isWhitespace, latin1 } from "./grammar.ts";
import { ProtocolError } from "./protocol-error.ts";

/** Their values without the white space around them; null where there is no such line. */
export interface DecisiveFields {
  count: number;
  host: string | null;
  contentLength: string[] | null;
  transferEncoding: string[] | null;
  connection: string | null;
  expect: string | null;
}

export function noFields(): DecisiveFields {
  return {
    count: 0,
    host: null,
    contentLength: null,
    transferEncoding: null,
    connection: null,
    expect: null,
  };
}

/**
 * Takes note of a line, if it is one of those that decide.
 *
 * @throws {ProtocolError} `host-repeated` (400).
 */
export function takeField(
  decisive: DecisiveFields,
  bytes: Uint8Array,
  nameStart: number,
  nameEnd: number,
  valueEnd: number,
): void {
  // Only names of these lengths decide anything.
  switch (nameEnd - nameStart) {
    case 4:
      if (!equalsIgnoringCase(bytes, nameStart, nameEnd, "host")) break;
      if (decisive.host !== null) throw new ProtocolError("host-repeated");
      decisive.host = lastHost = trimmed(bytes, nameEnd + 1, valueEnd, lastHost);
      break;
    case 6:
      if (!equalsIgnoringCase(bytes, nameStart, nameEnd, "expect")) break;
      decisive.expect = joined(decisive.expect, trimmed(bytes, nameEnd + 1, valueEnd));
      break;
    case 10:
      if (!equalsIgnoringCase(bytes, nameStart, nameEnd, "connection")) break;
      lastConnection = trimmed(bytes, nameEnd + 1, valueEnd, lastConnection);
      decisive.connection = joined(decisive.connection, lastConnection);
      break;
    case 14:
      if (!equalsIgnoringCase(bytes, nameStart, nameEnd, "content-length")) break;
      (decisive.contentLength ??= []).push(trimmed(bytes, nameEnd + 1, valueEnd));
      break;
    case 17:
      if (!equalsIgnoringCase(bytes, nameStart, nameEnd, "transfer-encoding")) break;
      (decisive.transferEncoding ??= []).push(trimmed(bytes, nameEnd + 1, valueEnd));
      break;
  }
}

// Hosts and connection options recur from request to request. To see that a value is the same as the
// last costs less than to make a text of it.
let lastHost = "";
let lastConnection = "";

function trimmed(bytes: Uint8Array, start: number, end: number, last = ""): string {
  let from = start;
  let to = end;
  while (from < to && isWhitespace(bytes[from]!)) from++;
  while (to > from && isWhitespace(bytes[to - 1]!)) to--;
  return isSame(bytes, from, to, last) ? last : latin1(bytes, from, to);
}

function isSame(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (end - start !== text.length) return false;
  for (let i = 0; i < text.length; i++) {
    if (bytes[start + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}

function joined(before: string | null, value: string): string {
  return before === null ? value : `${before},${value}`;
}
