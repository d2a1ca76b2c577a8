// Bytes to a request's head, in one pass over them, in place. Pure: knows no connection.
// Strict where RFC 9112 lets a server be lenient: what two parsers may read differently is refused.

import { isAuthority } from "./authority.ts";
import { bodyFraming, noBody } from "./body-framing.ts";
import {
  COLON,
  CR,
  LF,
  SP,
  equalsIgnoringCase,
  isDigit,
  isFieldByte,
  isTargetByte,
  isTokenByte,
  isWhitespace,
  latin1,
} from "./grammar.ts";
import type { Limits } from "./limits.ts";
import { ProtocolError } from "./protocol-error.ts";
import { RequestHead, hasOption } from "./request-head.ts";
import { parseTarget } from "./request-target.ts";

/**
 * Reads the head that begins at `start`. Empty lines before a request are the caller's to skip.
 *
 * @param bytes What has arrived so far.
 * @returns null as long as the head is incomplete.
 * @throws {ProtocolError} As soon as the bytes cannot become a head that this server accepts.
 * @see RFC 9112 §2, §3, §5
 */
export function parseHead(bytes: Uint8Array, start: number, limits: Limits): RequestHead | null {
  const line = requestLine(bytes, start, limits);
  if (line === null) return null;
  return fields(bytes, start, line, limits);
}

interface RequestLine {
  readonly method: string;
  readonly target: string;
  readonly minorVersion: number;
  readonly end: number;
}

function requestLine(bytes: Uint8Array, start: number, limits: Limits): RequestLine | null {
  const length = bytes.length;
  let at = start;
  while (at < length && isTokenByte[bytes[at]!] === 1) at++;
  if (at - start > longestMethod) throw new ProtocolError("method");
  // What looks like the first half of an empty line may become one.
  if (at === length || (length - start === 1 && bytes[at] === CR)) return null;
  if (at === start) throw new ProtocolError("method");
  if (bytes[at] !== SP) throw new ProtocolError("request-line");
  const methodEnd = at;

  const targetStart = ++at;
  while (at < length && isTargetByte[bytes[at]!] === 1) at++;
  if (at - targetStart > limits.maxTargetBytes) throw new ProtocolError("target-too-long");
  if (at === length) return null;
  if (bytes[at] !== SP) throw lineError(bytes[at]!, "target");
  if (at === targetStart) throw new ProtocolError("request-line");
  const targetEnd = at;

  const end = targetEnd + 1 + versionBytes + 2;
  const minorVersion = version(bytes, targetEnd + 1, Math.min(end, length));
  if (minorVersion === null) return null;
  if (end - start > limits.maxHeadBytes) throw new ProtocolError("target-too-long");
  return {
    method: methodName(bytes, start, methodEnd),
    target: latin1(bytes, targetStart, targetEnd),
    minorVersion,
    end,
  };
}

// No registered method is longer than 17 bytes (UPDATEREDIRECTREF); a line of garbage is.
const longestMethod = 32;
const versionBytes = "HTTP/1.1".length;

// Checks the bytes that are there, so that a wrong line is refused before it is complete.
function version(bytes: Uint8Array, start: number, end: number): number | null {
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    const offset = i - start;
    const legal =
      offset < 5
        ? byte === "HTTP/".charCodeAt(offset)
        : offset === 6
          ? byte === 0x2e
          : offset === 8
            ? byte === CR
            : offset === 9
              ? byte === LF
              : isDigit(byte);
    if (!legal) throw lineError(byte, "request-line");
  }
  if (end - start < versionBytes + 2) return null;
  if (bytes[start + 5] !== 0x31) throw new ProtocolError("version");
  // RFC 9110 §6.2: a higher minor version is processed as the highest one that is known.
  return bytes[start + 7] === 0x30 ? 0 : 1;
}

function methodName(bytes: Uint8Array, start: number, end: number): string {
  if (end - start === 3 && bytes[start] === 0x47 && bytes[start + 1] === 0x45) {
    if (bytes[start + 2] === 0x54) return "GET";
  }
  return latin1(bytes, start, end);
}

function fields(
  bytes: Uint8Array,
  start: number,
  line: RequestLine,
  limits: Limits,
): RequestHead | null {
  const limit = start + limits.maxHeadBytes;
  const length = Math.min(bytes.length, limit);
  let at = line.end;
  let count = 0;
  let host: string | null = null;
  let contentLength: string[] | null = null;
  let transferEncoding: string[] | null = null;
  let connection: string | null = null;
  let expect: string | null = null;

  for (;;) {
    if (at < length && bytes[at] === CR) {
      if (at + 1 === length) return incomplete(bytes, limit);
      if (bytes[at + 1] !== LF) throw new ProtocolError("bare-cr");
      at += 2;
      break;
    }
    const nameStart = at;
    while (at < length && isTokenByte[bytes[at]!] === 1) at++;
    if (at === length) return incomplete(bytes, limit);
    const nameEnd = at;
    if (bytes[at] !== COLON || nameEnd === nameStart) {
      if (at === nameStart && isWhitespace(bytes[at]!)) throw new ProtocolError("folded-line");
      throw lineError(bytes[at]!, "field-name");
    }
    at++;
    const valueStart = at;
    while (at < length && isFieldByte[bytes[at]!] === 1) at++;
    if (at === length) return incomplete(bytes, limit);
    const valueEnd = at;
    if (bytes[at] !== CR) throw lineError(bytes[at]!, "field-value");
    if (at + 1 === length) return incomplete(bytes, limit);
    if (bytes[at + 1] !== LF) throw new ProtocolError("bare-cr");
    at += 2;
    if (++count > limits.maxHeaderCount) throw new ProtocolError("too-many-headers");

    // Only names of these lengths decide about the connection and the end of the message.
    switch (nameEnd - nameStart) {
      case 4:
        if (!equalsIgnoringCase(bytes, nameStart, nameEnd, "host")) break;
        if (host !== null) throw new ProtocolError("host-repeated");
        host = trimmed(bytes, valueStart, valueEnd);
        break;
      case 6:
        if (!equalsIgnoringCase(bytes, nameStart, nameEnd, "expect")) break;
        expect = joined(expect, trimmed(bytes, valueStart, valueEnd));
        break;
      case 10:
        if (!equalsIgnoringCase(bytes, nameStart, nameEnd, "connection")) break;
        connection = joined(connection, trimmed(bytes, valueStart, valueEnd));
        break;
      case 14:
        if (!equalsIgnoringCase(bytes, nameStart, nameEnd, "content-length")) break;
        (contentLength ??= []).push(trimmed(bytes, valueStart, valueEnd));
        break;
      case 17:
        if (!equalsIgnoringCase(bytes, nameStart, nameEnd, "transfer-encoding")) break;
        (transferEncoding ??= []).push(trimmed(bytes, valueStart, valueEnd));
        break;
    }
  }

  const { method, minorVersion } = line;
  if (host === null && minorVersion === 1) throw new ProtocolError("host-missing");
  if (host !== null && !isAuthority(host)) throw new ProtocolError("host-invalid");
  const { target, authority } = parseTarget(method, line.target);
  const framing =
    contentLength === null && transferEncoding === null
      ? noBody
      : bodyFraming(contentLength, transferEncoding, minorVersion);
  const expectsContinue = expect !== null && continueExpected(expect, minorVersion);
  const keepAlive = connection === null ? minorVersion === 1 : persists(connection, minorVersion);
  return new RequestHead(
    {
      method,
      target,
      authority: authority ?? host ?? "",
      minorVersion,
      framing,
      keepAlive,
      expectsContinue: expectsContinue && framing.kind !== "none",
    },
    bytes,
    line.end,
    at,
  );
}

function incomplete(bytes: Uint8Array, limit: number): null {
  if (bytes.length >= limit) throw new ProtocolError("head-too-large");
  return null;
}

function lineError(
  byte: number,
  otherwise: "request-line" | "target" | "field-name" | "field-value",
): ProtocolError {
  if (byte === LF) return new ProtocolError("bare-lf");
  return new ProtocolError(otherwise);
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

// RFC 9110 §10.1.1: HTTP/1.0 has no expectations; any other than 100-continue may be refused.
function continueExpected(expect: string, minorVersion: number): boolean {
  if (minorVersion === 0) return false;
  if (expect.toLowerCase() !== "100-continue") throw new ProtocolError("expectation-failed");
  return true;
}

// RFC 9112 §9.3: `close` wins; HTTP/1.0 persists only if asked to.
function persists(connection: string, minorVersion: number): boolean {
  if (hasOption(connection, "close")) return false;
  return minorVersion === 1 || hasOption(connection, "keep-alive");
}
