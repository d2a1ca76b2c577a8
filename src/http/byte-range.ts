// Which bytes a Range field asks for. Pure: text and a length in, positions out.
// Source: RFC 9110 §14.1.2 and §14.2.

import { trimWhitespace } from "./token.ts";

/** One range as it was asked for: `0-4`, `5-` (to the end), or `-3` (the last three bytes). */
export type RangeSpec =
  | { readonly kind: "from"; readonly first: number; readonly last: number }
  | { readonly kind: "last"; readonly length: number };

/** Positions in a body, both inclusive, as `Content-Range` counts them. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

const intRange = /^(\d+)-(\d*)$/;
const suffixRange = /^-(\d+)$/;

/**
 * The ranges that a `Range` field asks for, in its order.
 *
 * @returns null if the field is to be ignored: it is malformed, or of another unit than bytes.
 * @example
 * parseByteRanges("bytes=0-4"); // => [{ kind: "from", first: 0, last: 4 }]
 * parseByteRanges("bytes=5-, -3"); // => [{ kind: "from", first: 5, last: Infinity }, { kind: "last", length: 3 }]
 * parseByteRanges("bytes=4-0"); // => null
 * parseByteRanges("rows=0-4"); // => null
 */
export function parseByteRanges(field: string): readonly RangeSpec[] | null {
  const equals = field.indexOf("=");
  if (field.slice(0, equals).toLowerCase() !== "bytes") return null;
  const specs: RangeSpec[] = [];
  for (const item of field.slice(equals + 1).split(",")) {
    const text = trimWhitespace(item);
    // A list may have empty elements (RFC 9110 §5.6.1.2).
    if (text === "") continue;
    const spec = parseSpec(text);
    if (spec === null) return null;
    specs.push(spec);
  }
  return specs.length === 0 ? null : specs;
}

function parseSpec(text: string): RangeSpec | null {
  const suffix = suffixRange.exec(text);
  if (suffix !== null) return { kind: "last", length: Number(suffix[1]) };
  const match = intRange.exec(text);
  if (match === null) return null;
  const first = Number(match[1]);
  const last = match[2] === "" ? Infinity : Number(match[2]);
  return last < first ? null : { kind: "from", first, last };
}

/**
 * The positions that ranges have in a body; those that lie outside of it are left out.
 *
 * @param length Of the whole body, in bytes.
 * @returns Empty if no range can be satisfied: 416.
 * @example
 * resolveByteRanges(parseByteRanges("bytes=-3")!, 26); // => [{ first: 23, last: 25 }]
 * resolveByteRanges(parseByteRanges("bytes=20-99")!, 26); // => [{ first: 20, last: 25 }]
 * resolveByteRanges(parseByteRanges("bytes=26-")!, 26); // => []
 */
export function resolveByteRanges(
  specs: readonly RangeSpec[],
  length: number,
): readonly ByteRange[] {
  const ranges: ByteRange[] = [];
  for (const spec of specs) {
    const first = spec.kind === "from" ? spec.first : Math.max(0, length - spec.length);
    const last = spec.kind === "from" ? Math.min(spec.last, length - 1) : length - 1;
    if (first <= last) ranges.push({ first, last });
  }
  return ranges;
}

/**
 * The value of `Content-Range`.
 *
 * @example
 * contentRange({ first: 0, last: 4 }, 26); // => "bytes 0-4/26"
 */
export function contentRange(range: ByteRange, length: number): string {
  return `bytes ${range.first}-${range.last}/${length}`;
}
