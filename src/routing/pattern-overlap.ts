// Whether two patterns have a path in common, segment by segment. Where that cannot be told
// (a user's converter, different texts mixed with variables) the answer is no.

import { matchMixedSegment } from "./mixed-segment.ts";
import type { Pattern, PatternSegment } from "./pattern.ts";
import { compareMixed } from "./segment-order.ts";

/** Whether some path matches both patterns from the segment at `index` on. */
export function overlapFrom(first: Pattern, second: Pattern, index: number): boolean {
  return new Comparison(first, second).meet(index, index);
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

class Comparison {
  readonly #first: Pattern;
  readonly #second: Pattern;

  constructor(first: Pattern, second: Pattern) {
    this.#first = first;
    this.#second = second;
  }

  meet(index: number, other: number): boolean {
    const one = this.#first.segments[index];
    const two = this.#second.segments[other];
    if (one === undefined && two === undefined) {
      const sameEnd = this.#first.endsWithSlash === this.#second.endsWithSlash;
      return sameEnd || endsWithPath(this.#first) || endsWithPath(this.#second);
    }
    if (one === undefined || two === undefined) return false;
    if (one.kind !== "path" && two.kind !== "path" && !segmentsMeet(one, two)) return false;
    if (this.meet(index + 1, other + 1)) return true;
    // A path takes what is one more segment of the other pattern.
    if (one.kind === "path" && this.meet(index, other + 1)) return true;
    return two.kind === "path" && this.meet(index + 1, other);
  }
}

/** A path at the end takes a slash at the end too. */
function endsWithPath({ segments, endsWithSlash }: Pattern): boolean {
  return !endsWithSlash && segments.at(-1)?.kind === "path";
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
