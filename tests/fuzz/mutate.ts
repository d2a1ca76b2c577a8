// New inputs from old ones. Most differ in one place: that is where parsers disagree.

import { words } from "./corpus.ts";
import type { Random } from "./random.ts";

const maxLength = 4_096;

/** A change of an input; `others` are inputs to take parts from. */
export function mutate(input: string, others: readonly string[], random: Random): string {
  let changed = input;
  do {
    changed = change(changed, others, random);
  } while (random.chance(0.4));
  return changed.slice(0, maxLength);
}

function change(input: string, others: readonly string[], random: Random): string {
  const at = random.below(input.length + 1);
  const end = Math.min(input.length, at + 1 + random.below(random.chance(0.8) ? 4 : 64));
  const replaced = (by: string): string => input.slice(0, at) + by + input.slice(end);
  const inserted = (text: string): string => input.slice(0, at) + text + input.slice(at);
  switch (random.below(9)) {
    case 0:
      return replaced("");
    case 1:
      return replaced(byte(random));
    case 2:
      return inserted(byte(random));
    case 3:
      return inserted(random.pick(words));
    case 4:
      return replaced(random.pick(words));
    case 5:
      return inserted(input.slice(at, end));
    case 6:
      return atLine(input, random, random.pick(words));
    case 7:
      return input + random.pick(others);
    default: {
      const other = random.pick(others);
      return input.slice(0, at) + other.slice(random.below(other.length + 1));
    }
  }
}

function byte(random: Random): string {
  return String.fromCharCode(random.below(256));
}

/** Inserts a text where a line begins: there it has the best chance to mean something. */
function atLine(input: string, random: Random, text: string): string {
  const starts = [...input.matchAll(/\n/g)].map(({ index }) => index + 1);
  const at = starts.length === 0 ? 0 : random.pick(starts);
  return input.slice(0, at) + text + input.slice(at);
}

/** Cuts an input into pieces, as reads may. */
export function cut(input: string, random: Random): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < input.length;) {
    const length = 1 + random.below(random.chance(0.5) ? 3 : input.length);
    pieces.push(input.slice(at, at + length));
    at += length;
  }
  return pieces;
}
