// Which of two segments with variables is tried first, and whether two of them can take the same
// text. Werkzeug's order: more text before less, earlier and longer text, more variables, lighter
// converters; among equals the narrower one, which Werkzeug leaves to the order of registration.

import { both, compareAccepted } from "./accepted-set.ts";
import type { Relation } from "./accepted-set.ts";
import type { PatternSegment } from "./pattern.ts";

/** A segment with variables, other than `path`. */
export type DynamicSegment = Exclude<PatternSegment, { readonly kind: "static" | "path" }>;

/** Numbers to compare one after the other; the lower one goes first. */
export type SegmentOrder = readonly number[];

/** The order of a segment: literals, then where and how long, then variables, then their weights. */
export function segmentOrder(segment: DynamicSegment): SegmentOrder {
  const pieces = segment.kind === "variable" ? [segment.variable] : segment.pieces;
  const literals: number[] = [];
  const weights: number[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === "string") literals.push(index, -piece.length);
    else weights.push(piece.converter.weight ?? defaultWeight);
  }
  return [-literals.length, ...literals, -weights.length, ...weights];
}

/** Equal for segments that take the same texts and give the same values. */
export function segmentKey(segment: DynamicSegment): string {
  const pieces = segment.kind === "variable" ? [segment.variable] : segment.pieces;
  return JSON.stringify(pieces.map((piece) => (typeof piece === "string" ? [piece] : piece.key)));
}

/** Negative if the first goes first, 0 if they are equals. */
export function compareOrder(first: SegmentOrder, second: SegmentOrder): number {
  // Equal counts stand before every list, so lists that are compared have one length.
  for (const [index, value] of first.entries()) {
    const difference = value - (second[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** How the texts two segments of one order take lie to each other. */
export function compareMixed(first: DynamicSegment, second: DynamicSegment): Relation {
  if (first.kind === "variable" && second.kind === "variable") {
    if (first.variable.key === second.variable.key) return "same";
    return compareAccepted(first.variable.converter, second.variable.converter);
  }
  if (first.kind !== "mixed" || second.kind !== "mixed") return "unknown";
  let relation: Relation = "same";
  for (const [index, piece] of first.pieces.entries()) {
    const other = second.pieces[index];
    if (typeof piece === "string" || typeof other !== "object") {
      if (piece !== other) return "unknown";
    } else if (piece.key !== other.key) {
      relation = both(relation, compareAccepted(piece.converter, other.converter));
    }
  }
  return relation;
}

/** Flask's: that of a text of one segment. */
const defaultWeight = 100;
