// How close a path is to a pattern: one segment too many, one missing, or as many with one or two that do not fit.
// More than that is another path. Linear in the pattern, however long the path is.

import type { Pattern, PatternSegment } from "./pattern.ts";
import { segmentCloseness, shown, textOf } from "./segment-closeness.ts";

/** What keeps a path from matching. */
export interface PathCloseness {
  /** 0 if the path matches. */
  readonly cost: number;
  /** In the order of the path: none if it matches. */
  readonly reasons: readonly string[];
  /** Whether what fits says that this pattern was meant; one of plain variables alone fits everything. */
  readonly isTelling: boolean;
}

/** Most reasons that a rule may have not to match, and still be the one that was meant. */
export const maxReasons = 2;

/**
 * Compares a path with a pattern, slashes at the end aside.
 *
 * @param texts The decoded segments between slashes; none of them is empty.
 * @returns undefined if they have too little in common.
 */
export function pathCloseness(
  { segments }: Pattern,
  texts: readonly string[],
): PathCloseness | undefined {
  const gathered = gatherPath(segments, texts);
  switch (gathered.length - segments.length) {
    case 0:
      return compareAll(segments, gathered);
    case 1:
      return findSurplus(segments, gathered);
    case -1:
      return findMissing(segments, gathered);
    default:
      return undefined;
  }
}

/** Leaves of what a `path` takes only the beginning, on which alone it depends whether it takes it. */
function gatherPath(
  segments: readonly PatternSegment[],
  texts: readonly string[],
): readonly string[] {
  const surplus = texts.length - segments.length;
  const at = surplus > 0 ? segments.findIndex(({ kind }) => kind === "path") : -1;
  return at === -1 ? texts : [...texts.slice(0, at + 1), ...texts.slice(at + 1 + surplus)];
}

function compareAll(
  segments: readonly PatternSegment[],
  texts: readonly string[],
): PathCloseness | undefined {
  let cost = 0;
  let isTelling = false;
  const reasons: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const closeness = segmentCloseness(segment, texts[index] as string);
    cost += closeness.cost;
    isTelling ||= closeness.isTelling;
    if (closeness.reason !== "") reasons.push(closeness.reason);
    if (cost === Infinity || reasons.length > maxReasons) return undefined;
  }
  return reasons.length > 1 && !isTelling ? undefined : { cost, reasons, isTelling };
}

function findSurplus(
  segments: readonly PatternSegment[],
  texts: readonly string[],
): PathCloseness | undefined {
  const at = findGap(segments, texts);
  const text = at === undefined ? undefined : texts[at];
  if (text === undefined) return undefined;
  return { cost: 4, reasons: [`${shown(text)} is one segment too many`], isTelling: true };
}

function findMissing(
  segments: readonly PatternSegment[],
  texts: readonly string[],
): PathCloseness | undefined {
  const at = findGap(segments, texts);
  const segment = at === undefined ? undefined : segments[at];
  if (segment === undefined) return undefined;
  const isValue = segment.kind === "variable" || segment.kind === "path";
  const missing = isValue
    ? `a value for \`${segment.variable.name}\``
    : `the segment \`${textOf(segment)}\``;
  return { cost: 4, reasons: [`${missing} is missing`], isTelling: true };
}

/**
 * The place in the longer of the two without which the other one fits: of several the one that leaves most in common,
 * of these the last. Undefined if there is none, or what is left says nothing.
 */
function findGap(
  segments: readonly PatternSegment[],
  texts: readonly string[],
): number | undefined {
  const count = Math.min(segments.length, texts.length);
  const before = tellingFits(count, (index) => [segments[index]!, texts[index]!]);
  const behind = tellingFits(count, (index) => [segments.at(-1 - index)!, texts.at(-1 - index)!]);
  let gap: number | undefined;
  let most = 1;
  for (let at = 0; at < before.length; at += 1) {
    const rest = behind[count - at];
    if (rest === undefined || before[at]! + rest < most) continue;
    gap = at;
    most = before[at]! + rest;
  }
  return gap;
}

/** `result[n]` is how many of the first n pairs say something, as far as all of them fit. */
function tellingFits(
  count: number,
  pairAt: (index: number) => readonly [PatternSegment, string],
): readonly number[] {
  const telling = [0];
  for (let index = 0; index < count; index += 1) {
    const { cost, isTelling } = segmentCloseness(...pairAt(index));
    if (cost > 0) break;
    telling.push(telling[index]! + Number(isTelling));
  }
  return telling;
}
