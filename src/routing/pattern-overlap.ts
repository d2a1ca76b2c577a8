// Whether two patterns have a path in common, segment by segment, but for a slash at the end.
// Where that cannot be told (a user's converter, different texts mixed with variables): no.

import { matchMixedSegment } from "./mixed-segment.ts";
import type { Pattern, PatternSegment } from "./pattern.ts";
import { compareMixed } from "./segment-order.ts";

/** Whether some path matches both patterns from the segment at `index` on. */
export function overlapFrom(first: Pattern, second: Pattern, index: number): boolean {
  return overlap(first.segments.slice(index), second.segments.slice(index));
}

/** Whether a segment that is neither static nor `path` takes a text. */
export function takesText(
  segment: Exclude<PatternSegment, { readonly kind: "static" | "path" }>,
  text: string,
): boolean {
  return segment.kind === "variable"
    ? segment.variable.converter.parse(text) !== undefined
    : matchMixedSegment(segment.pieces, text, []);
}

function overlap(first: readonly PatternSegment[], second: readonly PatternSegment[]): boolean {
  const [one, ...restOfFirst] = first;
  const [two, ...restOfSecond] = second;
  // A slash at one end only tells nothing apart: it is answered with a redirect to the other.
  if (one === undefined && two === undefined) return true;
  if (one === undefined || two === undefined) return false;
  if (one.kind !== "path" && two.kind !== "path" && !segmentsMeet(one, two)) return false;
  if (overlap(restOfFirst, restOfSecond)) return true;
  // A path takes what is one more segment of the other pattern.
  if (one.kind === "path" && overlap(first, restOfSecond)) return true;
  return two.kind === "path" && overlap(restOfFirst, second);
}

type SingleSegment = Exclude<PatternSegment, { readonly kind: "path" }>;

function segmentsMeet(one: SingleSegment, two: SingleSegment): boolean {
  if (one.kind === "static") {
    return two.kind === "static" ? one.text === two.text : takesText(two, one.text);
  }
  if (two.kind === "static") return takesText(one, two.text);
  const relation = compareMixed(one, two);
  return relation !== "disjoint" && relation !== "unknown";
}
