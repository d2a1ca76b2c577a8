// Whether a conditional request is to be answered, and with how much of the body. The one place that knows
// in which order the conditions count. Pure: fields and validators in, a decision out.
// Source: RFC 9110 §13.1 (conditions), §13.2.2 (their order), §14.2 (Range).

import { parseByteRanges, resolveByteRanges, type ByteRange } from "./byte-range.ts";
import { parseHttpDate } from "./date.ts";
import { matchesStrongly, matchesWeakly } from "./etag.ts";

/** The fields of a request. */
export interface RequestFields {
  get(name: string): string | null;
}

/** What tells the versions of a representation apart. */
export interface Validators {
  /** With its quotes: `"v1"`, `W/"v1"`. */
  readonly etag: string | null;
  /** Whole seconds count, as HTTP has no finer ones. */
  readonly lastModifiedMs: number | null;
}

/** `not-modified` is 304, `failed` is 412. */
export type Decision = "proceed" | "not-modified" | "failed";

/**
 * Decides by the conditions of a request.
 *
 * A date that is none is ignored, as if it had not been sent.
 * @param method For all but GET and HEAD, call it before anything is changed.
 * @example
 * const current = { etag: '"v2"', lastModifiedMs: null };
 * evaluatePreconditions("GET", new HeaderFields({ "if-none-match": `"v2"` }), current); // => "not-modified"
 */
export function evaluatePreconditions(
  method: string,
  fields: RequestFields,
  current: Validators,
): Decision {
  const ifMatch = fields.get("if-match");
  if (ifMatch !== null) {
    if (!matches(ifMatch, current.etag)) return "failed";
  } else if (isNewerThan(fields.get("if-unmodified-since"), current)) {
    return "failed";
  }
  const isRead = method === "GET" || method === "HEAD";
  const ifNoneMatch = fields.get("if-none-match");
  if (ifNoneMatch !== null) {
    if (!isKnown(ifNoneMatch, current.etag)) return "proceed";
    return isRead ? "not-modified" : "failed";
  }
  const sinceMs = isRead ? dateOf(fields.get("if-modified-since")) : null;
  const { lastModifiedMs } = current;
  return sinceMs !== null && lastModifiedMs !== null && toSecond(lastModifiedMs) <= sinceMs
    ? "not-modified"
    : "proceed";
}

// `*` asks whether there is anything, and there is.
function matches(ifMatch: string, etag: string | null): boolean {
  return etag === null ? ifMatch.trim() === "*" : matchesStrongly(ifMatch, etag);
}

function isKnown(ifNoneMatch: string, etag: string | null): boolean {
  return etag === null ? ifNoneMatch.trim() === "*" : matchesWeakly(ifNoneMatch, etag);
}

function isNewerThan(date: string | null, { lastModifiedMs }: Validators): boolean {
  const sinceMs = dateOf(date);
  return sinceMs !== null && lastModifiedMs !== null && toSecond(lastModifiedMs) > sinceMs;
}

function dateOf(field: string | null): number | null {
  return field === null ? null : parseHttpDate(field);
}

function toSecond(epochMs: number): number {
  return Math.floor(epochMs / 1_000) * 1_000;
}

/** How much of a body is asked for. */
export type Selection =
  | { readonly kind: "whole" }
  | { readonly kind: "part"; readonly range: ByteRange }
  | { readonly kind: "unsatisfiable" };

/**
 * Decides how much of a body is sent. Call it after the conditions have let the request pass.
 *
 * More than one range gets the whole body, as RFC 9110 §14.2 allows: putting many small parts together
 * is how a short request makes a server work hard.
 * @param length Of the whole body, in bytes.
 * @returns `unsatisfiable` for 416.
 * @example
 * const fields = new HeaderFields({ range: "bytes=0-4" });
 * selectRange("GET", fields, { etag: null, lastModifiedMs: null }, 26); // => { kind: "part", range: { first: 0, last: 4 } }
 */
export function selectRange(
  method: string,
  fields: RequestFields,
  current: Validators,
  length: number,
): Selection {
  // Range has a meaning for GET only (RFC 9110 §14.2).
  const range = method === "GET" ? fields.get("range") : null;
  const specs = range === null ? null : parseByteRanges(range);
  if (specs === null || !isUnchanged(fields.get("if-range"), current)) return whole;
  const ranges = resolveByteRanges(specs, length);
  if (ranges.length > 1) return whole;
  if (ranges.length === 1) return { kind: "part", range: ranges[0]! };
  // The last bytes of nothing are all there is; no Content-Range could say so.
  return length === 0 && specs.some(isNonZeroSuffix) ? whole : { kind: "unsatisfiable" };
}

const whole: Selection = { kind: "whole" };

function isNonZeroSuffix(spec: { readonly kind: string; readonly length?: number }): boolean {
  return spec.kind === "last" && spec.length !== 0;
}

// If-Range joins a part to what the client has, so only an exact match will do: a strong tag, or the very date.
function isUnchanged(ifRange: string | null, { etag, lastModifiedMs }: Validators): boolean {
  if (ifRange === null) return true;
  if (ifRange.endsWith('"')) return etag !== null && matchesStrongly(ifRange, etag);
  const dateMs = parseHttpDate(ifRange);
  return dateMs !== null && lastModifiedMs !== null && toSecond(lastModifiedMs) === dateMs;
}
