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
      decisive.host = trimmed(bytes, nameEnd + 1, valueEnd);
      break;
    case 6:
      if (!equalsIgnoringCase(bytes, nameStart, nameEnd, "expect")) break;
      decisive.expect = joined(decisive.expect, trimmed(bytes, nameEnd + 1, valueEnd));
      break;
    case 10:
      if (!equalsIgnoringCase(bytes, nameStart, nameEnd, "connection")) break;
      decisive.connection = joined(decisive.connection, trimmed(bytes, nameEnd + 1, valueEnd));
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

function trimmed(bytes: Uint8Array, start: number, end: number): string {
  let from = start;
  let to = end;
  while (from < to && isWhitespace(bytes[from]!)) from++;
  while (to > from && isWhitespace(bytes[to - 1]!)) to--;
  return latin1(bytes, from, to);
}

function joined(before: string | null, value: string): string {
  return before === null ? value : `${before},${value}`;
}
