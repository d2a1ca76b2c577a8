// Parts of the paths that belong together, such as those below a blueprint's prefix. Asked only for
// requests that no rule fits, so a search through all of them is good enough.

import { hostLabels, matchHost } from "./host-match.ts";
import type { HostPattern } from "./host-pattern.ts";
import { mergeSlashes, splitPath } from "./path.ts";
import { takesText } from "./pattern-overlap.ts";
import type { PatternSegment } from "./pattern.ts";

interface Entry<Scope> {
  readonly prefix: readonly PatternSegment[];
  readonly host: HostPattern | undefined;
  readonly scope: Scope;
}

/** Scopes by their prefix, the innermost first. */
export class Scopes<Scope> {
  readonly #entries: Entry<Scope>[] = [];

  /** Adds a scope behind those that are further in, or as far and were added before. */
  add(prefix: readonly PatternSegment[], host: HostPattern | undefined, scope: Scope): void {
    const entry = { prefix, host, scope };
    const place = this.#entries.findIndex((other) => compareDepth(entry, other) < 0);
    this.#entries.splice(place === -1 ? this.#entries.length : place, 0, entry);
  }

  /** The innermost scope that a path lies in. Doubled slashes count as one, for rules are found with them merged. */
  at(rawPath: string, authority: string): Scope | undefined {
    const split = splitPath(rawPath);
    if (split.kind === "bad-path") return undefined;
    const segments = mergeSlashes(split.segments);
    const labels = hostLabels(authority);
    return this.#entries.find(
      ({ prefix, host }) =>
        (host === undefined || matchHost(host, labels) !== undefined) && begins(segments, prefix),
    )?.scope;
  }
}

/** Rules with a host go first, so their scopes do; then the longer prefix, then the one that says more. */
function compareDepth(first: Entry<unknown>, second: Entry<unknown>): number {
  return (
    Number(first.host === undefined) - Number(second.host === undefined) ||
    second.prefix.length - first.prefix.length ||
    compareKinds(first.prefix, second.prefix)
  );
}

function compareKinds(first: readonly PatternSegment[], second: readonly PatternSegment[]): number {
  for (const [index, segment] of first.entries()) {
    const other = second[index] as PatternSegment;
    const order = kindOrder.indexOf(segment.kind) - kindOrder.indexOf(other.kind);
    if (order !== 0) return order;
  }
  return 0;
}

const kindOrder: readonly PatternSegment["kind"][] = ["static", "mixed", "variable", "path"];

/**
 * Whether the path begins with the prefix, on the boundary of a segment.
 * Keeps every place where the prefix read so far may end: linear in the path for each of its segments.
 */
function begins(segments: readonly string[], prefix: readonly PatternSegment[]): boolean {
  let ends: ReadonlySet<number> = new Set([1]);
  for (const segment of prefix) {
    const next = new Set<number>();
    for (const end of ends) {
      const text = segments[end];
      if (text === undefined || text === "") continue;
      if (segment.kind === "path") {
        for (let later = Math.min(...ends) + 1; later <= segments.length; later += 1)
          next.add(later);
        break;
      }
      if (segment.kind === "static" ? segment.text === text : takesText(segment, text)) {
        next.add(end + 1);
      }
    }
    ends = next;
  }
  return ends.size > 0;
}
