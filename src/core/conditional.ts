// Conditional requests: a client that has the same already is told so, without a body; one that
// asks for a part gets it. What the conditions mean is decided in http/preconditions.ts.
// Source: RFC 9110 §13 and §14, §15.4.5 (304).

import type { HTTPError } from "../errors/http-error.ts";
import { PreconditionFailed, RangeNotSatisfiable } from "../errors/status-errors.ts";
import type { Outgoing } from "../gateway.ts";
import { contentRange, type ByteRange } from "../http/byte-range.ts";
import { parseHttpDate } from "../http/date.ts";
import { HeaderFields } from "../http/headers.ts";
import { evaluatePreconditions, selectRange, type Validators } from "../http/preconditions.ts";
import type { ConditionalRequest, ETagKind, Validation } from "./response.ts";
import { isStreamed } from "../http/streamed-body.ts";

/** A body of which parts can be had. */
export interface Divisible {
  /** In bytes. */
  readonly length: number;
  part(range: ByteRange): Outgoing["body"];
}

// What describes a body that is not sent. All else stays, as RFC 9110 §15.4.5 asks for Cache-Control,
// Content-Location, Expires and Vary; so do cookies.
const contentFields = [
  "content-type",
  "content-encoding",
  "content-language",
  "content-range",
  "content-digest",
  "repr-digest",
];

/**
 * The response with its `ETag`, and as the conditions of the request will have it.
 *
 * @throws {HTTPError} Also as a rejection: 412 if the request asks for another version, 416 if
 *   there is nothing of the range that it asks for.
 */
export function validate(
  outgoing: Outgoing,
  request: ConditionalRequest,
  validation: Validation,
): Outgoing | Promise<Outgoing> {
  const { body, headers, status } = outgoing;
  const isRead = status === 200 && (request.method === "GET" || request.method === "HEAD");
  const { always, etag } = validation;
  const isAtHand = typeof body === "string" || body instanceof Uint8Array;
  const isTagWanted = etag !== undefined && isAtHand && (isRead || always);
  const heed = (tagged: Outgoing): Outgoing => {
    const { conditional } = validation;
    const isHeeded = conditional === "by-tag" ? tagged.headers.has("etag") : conditional;
    if (!isRead || !isHeeded) return tagged;
    return answerConditionally(tagged, request, validation.acceptRanges ? divisible(body) : null);
  };
  if (!isTagWanted || headers.has("etag")) return heed(outgoing);
  return makeTag(body, etag).then((tag) => {
    const fields = new HeaderFields(headers);
    fields.set("etag", tag);
    return heed({ status, headers: fields, body });
  });
}

/**
 * The answer to a GET or HEAD that would be 200 without its conditions.
 *
 * @param parts How to cut the body, if clients may ask for ranges of it.
 * @throws {HTTPError} 412, 416.
 */
export function answerConditionally(
  outgoing: Outgoing,
  request: ConditionalRequest,
  parts: Divisible | null,
): Outgoing {
  const { method } = request;
  const current = validatorsOf(outgoing.headers);
  const decision = evaluatePreconditions(method, request.headers, current);
  if (decision !== "proceed") dropBody(outgoing.body);
  if (decision === "failed") throw preconditionFailed(current);
  if (decision === "proceed" && parts === null) return outgoing;

  const headers = new HeaderFields(outgoing.headers);
  if (parts !== null) headers.set("accept-ranges", "bytes");
  if (decision === "not-modified") return notModified({ ...outgoing, headers }, current);

  const { length } = parts!;
  const selection = selectRange(method, request.headers, current, length);
  if (selection.kind === "whole") return { ...outgoing, headers };
  if (selection.kind === "unsatisfiable") throw rangeNotSatisfiable(length);
  const { range } = selection;
  headers.set("content-range", contentRange(range, length));
  const body = parts!.part(range);
  return { status: 206, headers, body, contentLength: range.last - range.first + 1 };
}

// The source of a stream must hear that nobody will read it.
function dropBody(body: Outgoing["body"]): void {
  if (!isStreamed(body)) return;
  body[Symbol.asyncIterator]()
    .return?.()
    .catch(() => {});
}

function validatorsOf(headers: HeaderFields): Validators {
  const date = headers.get("last-modified");
  return {
    etag: headers.get("etag"),
    lastModifiedMs: date === null ? null : parseHttpDate(date),
  };
}

/** A 304 that a handler made by itself, without what describes the body that it has not. */
export function withoutContentFields(outgoing: Outgoing): Outgoing {
  const headers = new HeaderFields(outgoing.headers);
  for (const name of contentFields) headers.delete(name);
  return { ...outgoing, headers };
}

function notModified(outgoing: Outgoing, current: Validators): Outgoing {
  const { headers } = withoutContentFields(outgoing);
  // It guides caches less well than the tag.
  if (current.etag !== null) headers.delete("last-modified");
  return { status: 304, headers, body: null };
}

function preconditionFailed({ etag }: Validators): HTTPError {
  return new PreconditionFailed(
    "this is not the version that the request asks for",
    etag === null ? {} : { headers: { etag } },
  );
}

function rangeNotSatisfiable(length: number): HTTPError {
  return new RangeNotSatisfiable(
    `the content has ${length} bytes, and none of those that the request asks for`,
    { completeLength: length },
  );
}

/** Bytes and text can be divided; streams cannot. */
function divisible(body: Outgoing["body"]): Divisible | null {
  if (typeof body === "string") return divisible(new TextEncoder().encode(body));
  if (!(body instanceof Uint8Array)) return null;
  return { length: body.length, part: ({ first, last }) => body.subarray(first, last + 1) };
}

async function makeTag(body: string | Uint8Array, kind: ETagKind): Promise<string> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  // 128 bits are enough to tell the versions of one resource apart.
  const text = btoa(String.fromCharCode(...new Uint8Array(digest, 0, 16))).replaceAll("=", "");
  return kind === "weak" ? `W/"${text}"` : `"${text}"`;
}
