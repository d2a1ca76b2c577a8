// The marks between values: commas, colons, line breaks and indentation, by level.

import type { Policy } from "./policy.ts";
import { quote } from "./quote.ts";

/** What stands before the first value of a container, between two, and after the last. */
export interface Marks {
  readonly first: string;
  readonly next: string;
  readonly last: string;
}

// Names repeat in every row of a list. Bounded, for some names are a client's.
const maxKeptNames = 2_000;
const maxKeptNameLength = 40;

const keptNames = new Map<string, string>();

/** The name in double quotes; those met before are kept. */
export function quoteName(name: string): string {
  const kept = keptNames.get(name);
  if (kept !== undefined) return kept;
  const quoted = quote(name);
  if (name.length <= maxKeptNameLength) {
    if (keptNames.size >= maxKeptNames) keptNames.clear();
    keptNames.set(name, quoted);
  }
  return quoted;
}

/** The marks of one policy. */
export class Layout {
  readonly isCompact: boolean;
  private readonly policy: Policy;
  private readonly compact: Marks;

  constructor(policy: Policy) {
    this.policy = policy;
    this.isCompact = policy.indent === "";
    this.compact = { first: "", next: policy.itemSeparator, last: "" };
  }

  /** For the values of a container that stands inside `level` others. */
  marks(level: number): Marks {
    if (this.isCompact) return this.compact;
    const { indent, itemSeparator } = this.policy;
    const first = `\n${indent.repeat(level + 1)}`;
    return { first, next: itemSeparator + first, last: `\n${indent.repeat(level)}` };
  }
}
