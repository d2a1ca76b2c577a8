// Text with gaps: what the encoder has written around promises that are still to be awaited.
// A member whose promise gives undefined is dropped, so commas and braces after it wait as well.

import type { PathKey } from "./path.ts";

/** A gap: a promise, and where the encoder stood when it met it. */
export interface Gap {
  readonly promise: Promise<unknown>;
  readonly keys: readonly PathKey[];
  readonly ancestors: readonly object[];
  /** The text in the gap, once known; `undefined` for a value that is dropped. */
  text: string | undefined;
}

/** Whether an object that begins with gaps has a member yet. */
export interface Lead {
  hasMember: boolean;
}

/** A piece of text, or something that becomes one when every gap is filled. */
export type Part =
  | string
  | { readonly kind: "item"; readonly gap: Gap }
  | {
      readonly kind: "member";
      readonly gap: Gap;
      readonly lead: Lead;
      readonly first: string;
      readonly next: string;
      readonly name: string;
    }
  | { readonly kind: "comma"; readonly lead: Lead; readonly first: string; readonly next: string }
  | { readonly kind: "close"; readonly lead: Lead; readonly some: string; readonly none: string };

/** The whole text; every gap must be filled. */
export function joinParts(parts: readonly Part[]): string {
  let text = "";
  for (const part of parts) text += typeof part === "string" ? part : resolvePart(part);
  return text;
}

function resolvePart(part: Exclude<Part, string>): string {
  switch (part.kind) {
    case "item":
      return part.gap.text ?? "null";
    case "member":
      if (part.gap.text === undefined) return "";
      return lead(part) + part.name + part.gap.text;
    case "comma":
      return lead(part);
    case "close":
      return part.lead.hasMember ? part.some : part.none;
  }
}

function lead(part: { lead: Lead; first: string; next: string }): string {
  const text = part.lead.hasMember ? part.next : part.first;
  part.lead.hasMember = true;
  return text;
}
