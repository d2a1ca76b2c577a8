// How close the text of one segment is to what a pattern has in its place, in words for people who look for their mistake.

import { nearestName } from "../errors/nearest-name.ts";
import { visibleText } from "../errors/visible-text.ts";
import { takesText } from "./pattern-overlap.ts";
import type { PatternSegment } from "./pattern.ts";
import type { PatternVariable } from "./pattern-variable.ts";

export interface Closeness {
  /** 0 if the text fits, more the further it is away, Infinity if it has nothing to do with the segment. */
  readonly cost: number;
  /** Whether it says that this pattern was meant: a plain variable, which takes every text, says nothing. */
  readonly isTelling: boolean;
  /** Why it does not fit: "`abc` is not an int"; empty if it does. */
  readonly reason: string;
}

/** @param text Decoded. */
export function segmentCloseness(segment: PatternSegment, text: string): Closeness {
  if (segment.kind === "static") return closenessOfText(segment.text, text);
  if (segment.kind === "path") return text === "" || text.startsWith("/") ? far : fits(false);
  if (takesText(segment, text)) return fits(isNarrow(segment));
  const reason =
    segment.kind === "variable"
      ? `${shown(text)} is not ${expectation(segment.variable, text)}`
      : `${shown(text)} does not fit \`${textOf(segment)}\``;
  if (segment.kind === "mixed" && !sharesText(segment.pieces, text)) return far;
  return { cost: 3, isTelling: segment.kind === "mixed", reason };
}

/** A segment of a pattern as it is written, but decoded. */
export function textOf(segment: PatternSegment): string {
  if (segment.kind === "static") return segment.text;
  if (segment.kind !== "mixed") return segment.variable.text;
  return segment.pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");
}

/** What a client sent, in backticks. */
export function shown(text: string): string {
  return `\`${visibleText(text, 40)}\``;
}

function closenessOfText(wanted: string, text: string): Closeness {
  if (text === wanted) return fits(true);
  const reason = `${shown(text)} is not \`${wanted}\``;
  if (text.length > maxWordLength || wanted.length > maxWordLength) return far;
  if (text.toLowerCase() === wanted.toLowerCase()) {
    return { cost: 1, isTelling: true, reason: `${reason}: upper and lower case differ` };
  }
  if (nearestName(text, [wanted]) === undefined) return far;
  return { cost: 2, isTelling: true, reason };
}

// The distance of two words takes time with the length of both. Longer words are hardly typed by hand.
const maxWordLength = 40;

const far: Closeness = { cost: Infinity, isTelling: false, reason: "" };

function fits(isTelling: boolean): Closeness {
  return { cost: 0, isTelling, reason: "" };
}

function isNarrow(segment: Exclude<PatternSegment, { readonly kind: "static" | "path" }>): boolean {
  return segment.kind === "mixed" || segment.variable.converter.accepts?.kind !== "text";
}

// Case does not count here: a letter in the wrong case is a reason that such a segment does not fit.
function sharesText(pieces: readonly (string | PatternVariable)[], text: string): boolean {
  const lower = text.toLowerCase();
  return pieces.some((piece) => typeof piece === "string" && lower.includes(piece.toLowerCase()));
}

/** "an int", where the text is nothing like one; else what exactly the converter takes. */
function expectation({ converter, key }: PatternVariable, text: string): string {
  const [name = ""] = key.split(" ", 1);
  const { accepts, expects } = converter;
  const isNumeric = accepts?.kind === "integer" || accepts?.kind === "decimal";
  const saysItself = accepts?.kind === "uuid" || accepts?.kind === "date";
  if (saysItself || expects === undefined || (isNumeric && !/^[-+]?[\d.]/.test(text))) {
    return `${/^[aeio]/i.test(name) ? "an" : "a"} ${name}`;
  }
  return expects;
}
