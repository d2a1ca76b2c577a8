// Which texts a converter takes, as data that can be compared: how the router tells a narrower
// rule from a wider one, and two rules that overlap from two that never meet.

/** The set of texts a converter takes. Bounds are inclusive; a missing bound is ±Infinity. */
export type AcceptedSet =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | {
      readonly kind: "integer";
      readonly min: number | bigint;
      readonly max: number | bigint;
      /** Exact number of characters in the URL; undefined for any. */
      readonly characters: number | undefined;
    }
  | { readonly kind: "decimal"; readonly min: number; readonly max: number }
  | { readonly kind: "text"; readonly minLength: number; readonly maxLength: number }
  | { readonly kind: "uuid" }
  | { readonly kind: "date" };

/** How the first of two sets lies to the second. `unknown` where one is a stranger's. */
export type Relation = "same" | "narrower" | "wider" | "overlapping" | "disjoint" | "unknown";

/** What can be compared: the texts taken, by rule (`accepts`) and by trying (`parse`). */
export interface Comparable {
  parse(text: string): unknown;
  readonly accepts?: AcceptedSet | undefined;
}

/** Compares the texts that two converters take. */
export function compareAccepted(first: Comparable, second: Comparable): Relation {
  const a = first.accepts;
  const b = second.accepts;
  if (a?.kind === "words") return compareWords(a.words, first, second);
  if (b?.kind === "words") return reverse(compareWords(b.words, second, first));
  if (a === undefined || b === undefined) return "unknown";
  if (a.kind === "text" || b.kind === "text") return compareText(a, b);
  if (a.kind !== b.kind) return "disjoint";
  if (a.kind === "integer" && b.kind === "integer") {
    return both(compareRange(a.min, a.max, b.min, b.max), compareExact(a.characters, b.characters));
  }
  if (a.kind === "decimal" && b.kind === "decimal") {
    return compareRange(a.min, a.max, b.min, b.max);
  }
  return "same";
}

/** A few texts of the set, for "both match …" in messages. */
export function sampleTexts(set: AcceptedSet | undefined): readonly string[] {
  switch (set?.kind) {
    case "words":
      return set.words;
    case "integer": {
      const value = [1, set.min, set.max].find((each) => each >= set.min && each <= set.max) ?? 1;
      return [String(value).padStart(set.characters ?? 1, "0")];
    }
    case "decimal":
      return ["1.5", set.min, set.max].map((value) =>
        Number.isInteger(value) ? `${value}.0` : `${value}`,
      );
    case "text": {
      const longest = Math.min(set.maxLength, Math.max(set.minLength, 3));
      return ["abc".padEnd(longest, "x").slice(0, longest), "x".repeat(set.minLength)];
    }
    case "uuid":
      return ["12345678-1234-5678-1234-567812345678"];
    case "date":
      return ["2026-01-31"];
    case undefined:
      return ["abc", "1"];
  }
}

/** The relation of two things of two parts each, from the relations of the parts. */
export function both(one: Relation, other: Relation): Relation {
  if (one === "disjoint" || other === "disjoint") return "disjoint";
  if (one === "unknown" || other === "unknown") return "unknown";
  if (one === "same") return other;
  if (other === "same" || other === one) return one;
  return "overlapping";
}

function compareWords(words: readonly string[], first: Comparable, second: Comparable): Relation {
  const shared = words.filter((word) => second.parse(word) !== undefined).length;
  if (shared === 0) return "disjoint";
  const reaches =
    second.accepts?.kind === "words" &&
    second.accepts.words.every((word) => first.parse(word) !== undefined);
  if (shared === words.length) return reaches ? "same" : "narrower";
  return reaches ? "wider" : "overlapping";
}

function compareText(a: AcceptedSet, b: AcceptedSet): Relation {
  const [minA, maxA] = textLengths(a);
  const [minB, maxB] = textLengths(b);
  const lengths = compareRange(minA, maxA, minB, maxB);
  if (a.kind === "text" && b.kind === "text") return lengths;
  // One is a special form of text (a number, a UUID, a date): at best a part of the other.
  if (lengths === "disjoint") return "disjoint";
  const special = a.kind === "text" ? reverse(lengths) : lengths;
  const inside = special === "same" || special === "narrower" ? "narrower" : "overlapping";
  return a.kind === "text" ? reverse(inside) : inside;
}

/** Shortest and longest text of a set, in code points. */
function textLengths(set: AcceptedSet): readonly [number, number] {
  switch (set.kind) {
    case "text":
      return [set.minLength, set.maxLength];
    case "uuid":
      return [36, 36];
    case "date":
      return [10, 10];
    case "integer":
      return [set.characters ?? 1, set.characters ?? Infinity];
    case "decimal":
      return [3, Infinity];
    case "words":
      return [1, Infinity];
  }
}

function compareRange(
  minA: number | bigint,
  maxA: number | bigint,
  minB: number | bigint,
  maxB: number | bigint,
): Relation {
  if (maxA < minB || maxB < minA) return "disjoint";
  const inside = minA >= minB && maxA <= maxB;
  const around = minA <= minB && maxA >= maxB;
  if (inside) return around ? "same" : "narrower";
  return around ? "wider" : "overlapping";
}

function compareExact(a: number | undefined, b: number | undefined): Relation {
  if (a === b) return "same";
  if (a === undefined) return "wider";
  return b === undefined ? "narrower" : "disjoint";
}

function reverse(relation: Relation): Relation {
  if (relation === "narrower") return "wider";
  return relation === "wider" ? "narrower" : relation;
}
