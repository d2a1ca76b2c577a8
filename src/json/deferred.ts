// Text with gaps: what the encoder writes around promises that are still to be awaited.
// A member whose promise gives undefined is left out, so commas and braces after it wait as well.

import type { Label, Marks } from "./layout.ts";
import type { TrailMark } from "./trail.ts";

/** A gap: a promise, and where the encoder stood when it met it. */
export interface Gap {
  readonly promise: Promise<unknown>;
  readonly trail: TrailMark;
  /** The text in the gap, once known; `undefined` for a value that is left out. */
  text: string | undefined;
}

/** Whether an object that begins with gaps has a member yet; known when the gaps are filled. */
export interface Lead {
  hasMember: boolean;
}

type Part =
  | { readonly kind: "item"; readonly gap: Gap }
  | { readonly kind: "member"; gap: Gap; lead: Lead; label: Label }
  | { readonly kind: "label"; lead: Lead; label: Label }
  | { readonly kind: "close"; lead: Lead; marks: Marks };

// Never in JSON text, where U+0000 is always escaped.
const edge = "\u0000";

/** The gaps of one text, and everything that waits for them. */
export class Deferred {
  readonly gaps: Gap[] = [];
  private readonly parts: Part[] = [];

  /** A value of an array, or the whole value: null when there is none. */
  item(gap: Gap): string {
    return this.hold({ kind: "item", gap });
  }

  /** A member with its label. */
  member(gap: Gap, lead: Lead, label: Label): string {
    return this.hold({ kind: "member", gap, lead, label });
  }

  /** The label of the first member that is not a gap. */
  label(lead: Lead, label: Label): string {
    return this.hold({ kind: "label", lead, label });
  }

  /** The end of an object that has nothing but gaps. */
  close(lead: Lead, marks: Marks): string {
    return this.hold({ kind: "close", lead, marks });
  }

  /** The text with every gap filled. */
  fill(text: string): string {
    if (this.parts.length === 0) return text;
    const pieces = text.split(edge);
    let filled = "";
    for (let index = 0; index < pieces.length; index++) {
      const piece = pieces[index]!;
      filled += index % 2 === 0 ? piece : resolve(this.parts[Number(piece)]!);
    }
    return filled;
  }

  private hold(part: Part): string {
    this.parts.push(part);
    return `${edge}${this.parts.length - 1}${edge}`;
  }
}

function resolve(part: Part): string {
  switch (part.kind) {
    case "item":
      return part.gap.text ?? "null";
    case "member":
      return part.gap.text === undefined ? "" : begin(part) + part.gap.text;
    case "label":
      return begin(part);
    case "close":
      return part.lead.hasMember ? `${part.marks.last}}` : "}";
  }
}

function begin(part: { readonly lead: Lead; readonly label: Label }): string {
  const { lead, label } = part;
  const text = lead.hasMember ? label.next : label.first;
  lead.hasMember = true;
  return text;
}
