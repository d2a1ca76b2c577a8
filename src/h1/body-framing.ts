// Where a request's body ends. Must stay the only place that weighs Content-Length
// against Transfer-Encoding: two opinions about it are a request smuggling bug.
// Source: RFC 9112 §6.3, RFC 9110 §8.6.

import { isToken, trimWhitespace } from "../http/token.ts";
import { ProtocolError } from "./protocol-error.ts";

export type BodyFraming =
  | { readonly kind: "none" }
  | { readonly kind: "length"; readonly bytes: number }
  | { readonly kind: "chunked" };

export const noBody: BodyFraming = { kind: "none" };
const chunked: BodyFraming = { kind: "chunked" };

/**
 * Says where a request's body ends.
 *
 * @param contentLength The value of each Content-Length line; null if there is none.
 * @param transferEncoding The value of each Transfer-Encoding line; null if there is none.
 * @param minorVersion 0 for HTTP/1.0, 1 for HTTP/1.1.
 * @throws {ProtocolError} `ambiguous-framing`, `content-length`, `transfer-encoding` (400), `transfer-coding-unknown` (501).
 * @example
 * bodyFraming(["5"], null, 1); // => { kind: "length", bytes: 5 }
 * bodyFraming(["5", "6"], null, 1); // throws content-length
 * bodyFraming(["5"], ["chunked"], 1); // throws ambiguous-framing
 */
export function bodyFraming(
  contentLength: readonly string[] | null,
  transferEncoding: readonly string[] | null,
  minorVersion: number,
): BodyFraming {
  if (transferEncoding !== null) {
    // A server may process such a message by Transfer-Encoding alone (RFC 9112 §6.1), but it
    // cannot know what an intermediary in front of it did.
    if (contentLength !== null) throw new ProtocolError("ambiguous-framing");
    // RFC 9112 §6.1: in HTTP/1.0 the field is as good as faulty framing.
    if (minorVersion === 0) throw new ProtocolError("transfer-encoding");
    return onlyChunked(transferEncoding);
  }
  return contentLength === null ? noBody : length(contentLength);
}

function onlyChunked(lines: readonly string[]): BodyFraming {
  const codings = lines
    .join(",")
    .toLowerCase()
    .split(",")
    .map((coding) => trimWhitespace(coding));
  if (codings.length === 1 && codings[0] === "chunked") return chunked;
  // `gzip, chunked` is legal, but has a coding that this server does not know; anything
  // that leaves the end of the body in doubt is not.
  const before = codings.slice(0, -1);
  const isLegal =
    codings.at(-1) === "chunked" &&
    before.every((coding) => isToken(coding) && coding !== "chunked" && coding !== "identity");
  throw new ProtocolError(isLegal ? "transfer-coding-unknown" : "transfer-encoding");
}

function length(lines: readonly string[]): BodyFraming {
  // `5, 5` and two lines of 5 are the same number said twice, which RFC 9110 §8.6 lets a
  // server accept; refusing it costs nobody and leaves one reading.
  const only = lines[0]!;
  if (lines.length > 1 || !/^[0-9]+$/.test(only)) throw new ProtocolError("content-length");
  const bytes = Number(only);
  if (!Number.isSafeInteger(bytes)) throw new ProtocolError("body-too-large");
  return { kind: "length", bytes };
}
