// Every rule of a router as a tree of segments. A node's children are kept in the order they are
// tried: static text, then variables from the narrowest to the widest, then `path`.

import { compareMixed, compareOrder, segmentKey, segmentOrder } from "./segment-order.ts";
import type { DynamicSegment, SegmentOrder } from "./segment-order.ts";
import type { PatternSegment } from "./pattern.ts";
import type { Rule } from "./rule.ts";

/** The rules that end at one node, by method. */
export class Leaf<Target> {
  /** HEAD is here with GET, unless a rule has it by name. */
  readonly byMethod: Map<string, Rule<Target>> = new Map();
  /** Those that answer with and without a slash at the end; undefined if there are none. */
  loose: Map<string, Rule<Target>> | undefined;
  readonly rules: Rule<Target>[] = [];

  add(rule: Rule<Target>): void {
    this.rules.push(rule);
    addMethods(this.byMethod, rule);
    if (answersBothSpellings(rule)) addMethods((this.loose ??= new Map()), rule);
  }
}

/** A child that is reached through a variable or a mix of text and variables. */
export interface Branch<Target> {
  readonly segment: DynamicSegment;
  /** Equal for segments that take the same texts and give the same values. */
  readonly key: string;
  readonly order: SegmentOrder;
  readonly node: Node<Target>;
}

/** A child that is reached through `path`, which takes one segment or more. */
export interface PathBranch<Target> {
  readonly node: Node<Target>;
  /** Whether another `path` leads here: only then can it be entered more than once in a search. */
  readonly isBelowPath: boolean;
}

/** A place in the tree: what may follow the segments that led here. */
export class Node<Target> {
  statics: Map<string, Node<Target>> | undefined;
  readonly branches: Branch<Target>[] = [];
  path: PathBranch<Target> | undefined;
  /** Rules that end here. */
  leaf: Leaf<Target> | undefined;
  /** Rules that end here with a slash. */
  slashLeaf: Leaf<Target> | undefined;
}

/** Adds a rule and gives the leaf it went to. */
export function insertRule<Target>(root: Node<Target>, rule: Rule<Target>): Leaf<Target> {
  let node = root;
  let isBelowPath = false;
  for (const segment of rule.pattern.segments) {
    node = childFor(node, segment, isBelowPath);
    isBelowPath ||= segment.kind === "path";
  }
  const leaf = rule.pattern.endsWithSlash
    ? (node.slashLeaf ??= new Leaf())
    : (node.leaf ??= new Leaf());
  leaf.add(rule);
  return leaf;
}

function addMethods<Target>(byMethod: Map<string, Rule<Target>>, rule: Rule<Target>): void {
  for (const method of rule.methods) byMethod.set(method, rule);
  if (rule.methods.includes("GET") && !byMethod.has("HEAD")) byMethod.set("HEAD", rule);
}

/** A `path` at the end takes a slash as a part of its value, so nothing is left to be loose about. */
function answersBothSpellings({ pattern, strictSlashes }: Rule<unknown>): boolean {
  return !strictSlashes && (pattern.endsWithSlash || pattern.segments.at(-1)?.kind !== "path");
}

function childFor<Target>(
  node: Node<Target>,
  segment: PatternSegment,
  isBelowPath: boolean,
): Node<Target> {
  if (segment.kind === "static") {
    const statics = (node.statics ??= new Map());
    let child = statics.get(segment.text);
    if (child === undefined) statics.set(segment.text, (child = new Node()));
    return child;
  }
  if (segment.kind === "path") return (node.path ??= { node: new Node(), isBelowPath }).node;
  const key = segmentKey(segment);
  const known = node.branches.find((branch) => branch.key === key);
  if (known !== undefined) return known.node;
  const branch = { segment, key, order: segmentOrder(segment), node: new Node<Target>() };
  node.branches.splice(placeFor(node.branches, branch), 0, branch);
  return branch.node;
}

/**
 * Where a branch goes among its siblings: by order; within one order before those that take more
 * than it does, else last. "Takes more" is transitive, so every narrower one already stands before.
 */
function placeFor<Target>(siblings: readonly Branch<Target>[], branch: Branch<Target>): number {
  const place = siblings.findIndex((sibling) => {
    const order = compareOrder(branch.order, sibling.order);
    return (
      order < 0 || (order === 0 && compareMixed(branch.segment, sibling.segment) === "narrower")
    );
  });
  return place === -1 ? siblings.length : place;
}
