// Which host a request asks for, which rules have it, and which of those go first.
// The host that a client names only chooses between rules that the program wrote.

import { both } from "./accepted-set.ts";
import type { Relation } from "./accepted-set.ts";
import type { HostLabel, HostPattern } from "./host-pattern.ts";
import { matchMixedSegment } from "./mixed-segment.ts";
import { takesText } from "./pattern-overlap.ts";
import { compareMixed, compareOrder, segmentOrder } from "./segment-order.ts";

/**
 * The labels of an authority: its host in lower case, without the port and without the root's dot.
 *
 * @returns No label for an IPv6 address, which no host of a rule takes.
 * @example
 * hostLabels("API.Example.com.:8080"); // => ["api", "example", "com"]
 */
export function hostLabels(authority: string): readonly string[] {
  if (authority.startsWith("[")) return [];
  const colon = authority.indexOf(":");
  const name = (colon === -1 ? authority : authority.slice(0, colon)).toLowerCase();
  return (name.endsWith(".") ? name.slice(0, -1) : name).split(".");
}

/** The values of a host's variables; undefined if it is another host. */
export function matchHost(host: HostPattern, labels: readonly string[]): unknown[] | undefined {
  if (labels.length !== host.labels.length) return undefined;
  const values: unknown[] = [];
  for (const [index, label] of host.labels.entries()) {
    const text = labels[index] as string;
    if (label.kind === "static") {
      if (label.text !== text) return undefined;
    } else if (label.kind === "mixed") {
      if (!matchMixedSegment(label.pieces, text, values)) return undefined;
    } else {
      const value = text === "" ? undefined : label.variable.converter.parse(text);
      if (value === undefined) return undefined;
      values.push(value);
    }
  }
  return values;
}

/** Negative if the first host is tried first, 0 if nothing but the order of registration decides. */
export function compareHosts(first: HostPattern, second: HostPattern): number {
  for (const [index, label] of first.labels.entries()) {
    const other = second.labels[index];
    if (other === undefined) return 0;
    if (label.kind === "static" || other.kind === "static") {
      if (label.kind !== other.kind) return label.kind === "static" ? -1 : 1;
      continue;
    }
    const order = compareOrder(segmentOrder(label), segmentOrder(other));
    if (order !== 0) return order;
  }
  const relation = relateHosts(first, second);
  if (relation === "narrower") return -1;
  return relation === "wider" ? 1 : 0;
}

/** How the names that two hosts take lie to each other. */
export function relateHosts(first: HostPattern, second: HostPattern): Relation {
  if (first.labels.length !== second.labels.length) return "disjoint";
  let relation: Relation = "same";
  for (const [index, label] of first.labels.entries()) {
    relation = both(relation, relateLabels(label, second.labels[index] as HostLabel));
  }
  return relation;
}

function relateLabels(label: HostLabel, other: HostLabel): Relation {
  if (label.kind === "static") {
    if (other.kind !== "static") return takesText(other, label.text) ? "narrower" : "disjoint";
    return label.text === other.text ? "same" : "disjoint";
  }
  if (other.kind === "static") return takesText(label, other.text) ? "wider" : "disjoint";
  return compareMixed(label, other);
}
