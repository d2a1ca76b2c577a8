// Bytes to the parts of a request line, as they arrive.
// Source: RFC 9112 §3.

import { CR, LF, SP, isDigit, isTargetByte, isTokenByte, latin1 } from "./grammar.ts";
import type { Limits } from "./limits.ts";
import { ProtocolError } from "./protocol-error.ts";

export interface RequestLine {
  readonly method: string;
  readonly target: string;
  readonly minorVersion: number;
  /** With its line end. */
  readonly length: number;
}

/**
 * Reads the request line that begins at `start`.
 *
 * @param targetRead What the last reading of the same, then unfinished line gave; else 0.
 * @returns The line; as long as it is unfinished, how many bytes of its target need not be read again.
 * @throws {ProtocolError} `method`, `request-line`, `target`, `bare-lf` (400), `target-too-long` (414), `version` (505).
 */
export function readRequestLine(
  bytes: Uint8Array,
  start: number,
  limits: Pick<Limits, "maxTargetBytes" | "maxHeadBytes">,
  targetRead: number,
): RequestLine | number {
  const length = bytes.length;
  let at = start;
  while (at < length && isTokenByte[bytes[at]!] === 1) at++;
  if (at - start > longestMethod) throw new ProtocolError("method");
  // What looks like the first half of an empty line may become one.
  if (at === length || (length - start === 1 && bytes[at] === CR)) return 0;
  if (at === start) throw new ProtocolError("method");
  if (bytes[at] !== SP) throw new ProtocolError("request-line");
  const methodEnd = at;

  const targetStart = at + 1;
  at = targetStart + targetRead;
  while (at < length && isTargetByte[bytes[at]!] === 1) at++;
  if (at - targetStart > limits.maxTargetBytes) throw new ProtocolError("target-too-long");
  if (at === length) return at - targetStart;
  if (bytes[at] !== SP) throw lineError(bytes[at]!, "target");
  if (at === targetStart) throw new ProtocolError("request-line");
  const targetEnd = at;

  const end = targetEnd + 1 + versionBytes + 2;
  const minorVersion = version(bytes, targetEnd + 1, Math.min(end, length));
  if (minorVersion === null) return targetEnd - targetStart;
  if (end - start > limits.maxHeadBytes) throw new ProtocolError("target-too-long");
  return {
    method: methodName(bytes, start, methodEnd),
    target: latin1(bytes, targetStart, targetEnd),
    minorVersion,
    length: end - start,
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

/** What is wrong with a line that a byte has no place in. */
export function lineError(
  byte: number,
  otherwise: "request-line" | "target" | "field-name" | "field-value",
): ProtocolError {
  if (byte === LF) return new ProtocolError("bare-lf");
  return new ProtocolError(otherwise);
}
