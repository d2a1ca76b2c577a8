// The marks between values: commas, colons, line breaks and indentation, by level.

import type { Policy } from "./policy.ts";
import { quote } from "./quote.ts";

/** What stands before the first value of a container, between two, and after the last. */
export interface Marks {
  readonly first: string;
  readonly next: string;
  readonly last: string;
}

/** A member's name with the colon after it, alone and with the comma before it. */
export interface Label {
  readonly first: string;
  readonly next: string;
}

// Names repeat in every row of a list. Bounded, for some names are a client's.
const maxKeptLabels = 2_000;
const maxKeptNameLength = 40;

const keptLabels = new Map<string, Label>();

/** The marks of one policy. */
export class Layout {
  readonly isCompact: boolean;
  private readonly policy: Policy;
  private readonly compact: Marks;
  private readonly keepsLabels: boolean;

  constructor(policy: Policy) {
    this.policy = policy;
    this.isCompact = policy.indent === "";
    this.compact = { first: "", next: policy.itemSeparator, last: "" };
    this.keepsLabels =
      this.isCompact && policy.itemSeparator === "," && policy.keySeparator === ":";
  }

  /** For the values of a container that stands inside `level` others. */
  marks(level: number): Marks {
    if (this.isCompact) return this.compact;
    const { indent, itemSeparator } = this.policy;
    const first = `\n${indent.repeat(level + 1)}`;
    return { first, next: itemSeparator + first, last: `\n${indent.repeat(level)}` };
  }

  /** The name in double quotes, between `marks`. */
  label(name: string, marks: Marks): Label {
    if (!this.keepsLabels) return this.makeLabel(name, marks);
    let label = keptLabels.get(name);
    if (label === undefined) {
      label = this.makeLabel(name, marks);
      if (name.length <= maxKeptNameLength) {
        if (keptLabels.size >= maxKeptLabels) keptLabels.clear();
        keptLabels.set(name, label);
      }
    }
    return label;
  }

  private makeLabel(name: string, marks: Marks): Label {
    const quoted = quote(name) + this.policy.keySeparator;
    return { first: marks.first + quoted, next: marks.next + quoted };
  }
}
