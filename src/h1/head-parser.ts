// Bytes to a request's head, in one pass over them, in place. Pure: knows no connection.
// Strict where RFC 9112 lets a server be lenient: what two parsers may read differently is refused.

import { trimWhitespace } from "../http/token.ts";
import { isAuthority } from "../http/authority.ts";
import { bodyFraming, noBody } from "./body-framing.ts";
import { COLON, CR, LF, isFieldByte, isTokenByte, isWhitespace } from "./grammar.ts";
import { noFields, takeField, type DecisiveFields } from "./decisive-fields.ts";
import type { Limits } from "./limits.ts";
import { ProtocolError } from "./protocol-error.ts";
import { RequestHead, hasOption } from "./request-head.ts";
import { lineError, readRequestLine, type RequestLine } from "./request-line.ts";
import { parseTarget } from "./request-target.ts";

/** How far an unfinished head has been read. Offsets count from its first byte. */
interface Progress {
  readonly line: RequestLine;
  readonly lineStart: number;
  /** 0 as long as the name is unfinished. */
  readonly nameEnd: number;
  readonly at: number;
  readonly decisive: DecisiveFields;
}

/**
 * Reads heads as they arrive. A head that comes in pieces is not read again from its start
 * for each of them: the work is linear in its bytes, however they are cut.
 */
export class HeadParser {
  readonly #limits: Limits;
  #targetRead = 0;
  #progress: Progress | null = null;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /**
   * Reads the head that begins at `start`. Empty lines before a request are the caller's to skip.
   *
   * @param bytes What has arrived so far; the same as the last time, and more, until the head is complete.
   * @returns null as long as the head is incomplete.
   * @throws {ProtocolError} As soon as the bytes cannot become a head that this server accepts.
   * @see RFC 9112 §2, §3, §5
   */
  parse(bytes: Uint8Array, start: number): RequestHead | null {
    const progress = this.#progress;
    const line =
      progress === null
        ? readRequestLine(bytes, start, this.#limits, this.#targetRead)
        : progress.line;
    if (typeof line === "number") {
      this.#targetRead = line;
      return null;
    }
    const head = this.#fields(bytes, start, line, progress);
    if (head !== null) {
      this.#progress = null;
      this.#targetRead = 0;
    }
    return head;
  }

  #fields(
    bytes: Uint8Array,
    start: number,
    line: RequestLine,
    progress: Progress | null,
  ): RequestHead | null {
    const limit = start + this.#limits.maxHeadBytes;
    const length = Math.min(bytes.length, limit);
    const decisive = progress === null ? noFields() : progress.decisive;
    let lineStart = start + (progress === null ? line.length : progress.lineStart);
    let nameEnd = progress === null || progress.nameEnd === 0 ? 0 : start + progress.nameEnd;
    let at = progress === null ? lineStart : start + progress.at;

    for (;;) {
      if (nameEnd === 0) {
        if (at === lineStart && bytes[at] === CR) {
          if (at + 1 >= length) break;
          if (bytes[at + 1] !== LF) throw new ProtocolError("bare-cr");
          return toHead(line, decisive, bytes, start, at + 2);
        }
        while (at < length && isTokenByte[bytes[at]!] === 1) at++;
        if (at === length) break;
        if (bytes[at] !== COLON || at === lineStart) {
          if (at === lineStart && isWhitespace(bytes[at]!)) throw new ProtocolError("folded-line");
          throw lineError(bytes[at]!, "field-name");
        }
        nameEnd = at++;
      }
      while (at < length && isFieldByte[bytes[at]!] === 1) at++;
      if (at === length) break;
      if (bytes[at] !== CR) throw lineError(bytes[at]!, "field-value");
      if (at + 1 === length) break;
      if (bytes[at + 1] !== LF) throw new ProtocolError("bare-cr");
      if (++decisive.count > this.#limits.maxHeaderCount) {
        throw new ProtocolError("too-many-headers");
      }
      takeField(decisive, bytes, lineStart, nameEnd, at);
      at += 2;
      lineStart = at;
      nameEnd = 0;
    }

    if (bytes.length >= limit) throw new ProtocolError("head-too-large");
    this.#progress = {
      line,
      lineStart: lineStart - start,
      nameEnd: nameEnd === 0 ? 0 : nameEnd - start,
      at: at - start,
      decisive,
    };
    return null;
  }
}

function toHead(
  { method, target: sentTarget, minorVersion, length }: RequestLine,
  { host, contentLength, transferEncoding, connection, expect }: DecisiveFields,
  bytes: Uint8Array,
  start: number,
  end: number,
): RequestHead {
  if (host === null && minorVersion === 1) throw new ProtocolError("host-missing");
  if (host !== null && !isAuthority(host)) throw new ProtocolError("host-invalid");
  const { target, authority, secure } = parseTarget(method, sentTarget);
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
      secure,
      minorVersion,
      framing,
      keepAlive,
      expectsContinue: expectsContinue && framing.kind !== "none",
    },
    bytes,
    start + length,
    end,
  );
}

// RFC 9110 §10.1.1: HTTP/1.0 has no expectations; any other than 100-continue may be refused.
function continueExpected(expect: string, minorVersion: number): boolean {
  if (minorVersion === 0) return false;
  for (const expectation of expect.split(",")) {
    if (trimWhitespace(expectation).toLowerCase() !== "100-continue") {
      throw new ProtocolError("expectation-failed");
    }
  }
  return true;
}

// RFC 9112 §9.3: `close` wins; HTTP/1.0 persists only if asked to.
function persists(connection: string, minorVersion: number): boolean {
  // What clients send if they send anything; the list in it need not be taken apart.
  if (connection === "keep-alive") return true;
  if (hasOption(connection, "close")) return false;
  return minorVersion === 1 || hasOption(connection, "keep-alive");
}
