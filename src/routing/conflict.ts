// Two rules that take the same requests, found when the second one is registered. Rules that the
// order of matching tells apart (static before variable, narrow before wide) are no conflict.

import { SetupError } from "../errors/setup-error.ts";
import { sampleTexts } from "./accepted-set.ts";
import type { Relation } from "./accepted-set.ts";
import { matchMixedSegment } from "./mixed-segment.ts";
import type { PatternVariable } from "./pattern-variable.ts";
import type { PatternSegment } from "./pattern.ts";
import { compareMixed, compareOrder, segmentOrder } from "./segment-order.ts";
import { branchKey } from "./tree.ts";
import type { Branch, Leaf, Node, Rule } from "./tree.ts";

/**
 * Refuses a rule that takes requests of one already there, for a method they share.
 *
 * @throws {SetupError} `route-conflict` with the places of both and a path that both take.
 */
export function refuseConflict<Target>(root: Node<Target>, rule: Rule<Target>): void {
  for (const { leaf, path } of leavesInConflict(
    root,
    rule.pattern.segments,
    0,
    rule.pattern.endsWithSlash,
  )) {
    for (const other of leaf.rules) {
      const shared = rule.methods.find((method) => other.methods.includes(method));
      if (shared !== undefined) throw conflictError(rule, other, shared, path);
    }
  }
}

interface Meeting<Target> {
  readonly leaf: Leaf<Target>;
  /** Segments of a path that both take, encoded no further than the samples are. */
  readonly path: string;
}

/** The leaves that a new pattern meets, going down branches that are equal to its segments or tie with them. */
function* leavesInConflict<Target>(
  node: Node<Target>,
  segments: readonly PatternSegment[],
  index: number,
  endsWithSlash: boolean,
  path: string = "",
): Generator<Meeting<Target>> {
  const segment = segments[index];
  if (segment === undefined) {
    const leaf = endsWithSlash ? node.slashLeaf : node.leaf;
    if (leaf !== undefined) yield { leaf, path: path + (endsWithSlash ? "/" : "") };
    return;
  }
  if (segment.kind === "static") {
    const child = node.statics?.get(segment.text);
    if (child !== undefined) {
      yield* leavesInConflict(child, segments, index + 1, endsWithSlash, `${path}/${segment.text}`);
    }
    return;
  }
  if (segment.kind === "path") {
    if (node.path !== undefined) {
      yield* leavesInConflict(node.path.node, segments, index + 1, endsWithSlash, `${path}/a/b`);
    }
    return;
  }
  for (const branch of node.branches) {
    if (ties(segment, branch)) {
      const sample = sampleOfBoth(segment, branch.segment) ?? "…";
      yield* leavesInConflict(branch.node, segments, index + 1, endsWithSlash, `${path}/${sample}`);
    }
  }
}

/** Whether nothing but the order of registration would decide between a segment and a branch. */
function ties(segment: Branch<unknown>["segment"], branch: Branch<unknown>): boolean {
  if (branch.key === branchKey(segment)) return true;
  if (compareOrder(segmentOrder(segment), branch.order) !== 0) return false;
  const relation: Relation = compareMixed(segment, branch.segment);
  return relation === "same" || relation === "overlapping";
}

function conflictError<Target>(
  rule: Rule<Target>,
  other: Rule<Target>,
  method: string,
  path: string,
): SetupError {
  const [first, second] = [other.pattern.text, rule.pattern.text];
  const width = Math.max(first.length, second.length);
  const line = (label: string, text: string, place: string | undefined): string =>
    `\n  ${label} ${place === undefined ? text : `${text.padEnd(width)}  ${place}`}`;
  const example = path.includes("…") || path === first ? "" : line("both  ", path, undefined);
  return new SetupError({
    code: "route-conflict",
    message:
      `Cannot register ${method} ${second}: it matches the same requests as ${method} ${first}` +
      line("first ", first, other.place) +
      line("second", second, rule.place) +
      example,
    fix: conflictFix(rule, other),
  });
}

/** A converter would tell them apart where one has a variable of plain text; else one is too many. */
function conflictFix<Target>(rule: Rule<Target>, other: Rule<Target>): string {
  const { text, segments } = rule.pattern;
  const plain = segments.find(
    (segment) => segment.kind === "variable" && isPlain(segment.variable),
  );
  if (plain?.kind !== "variable") return "remove one, or give them different methods or paths";
  const converted = text.replace(plain.variable.text, `<int:${plain.variable.name}>`);
  return text === other.pattern.text
    ? "remove one, or give them different methods"
    : `give one a converter (${converted}) or remove one`;
}

function isPlain(variable: PatternVariable): boolean {
  return variable.converter.accepts?.kind === "text";
}

function sampleOfBoth(
  first: Branch<unknown>["segment"],
  second: Branch<unknown>["segment"],
): string | undefined {
  const samples = [...samplesOf(first), ...samplesOf(second)];
  return samples.find((text) => takes(first, text) && takes(second, text));
}

function samplesOf(segment: Branch<unknown>["segment"]): readonly string[] {
  if (segment.kind === "variable") return sampleTexts(segment.variable.converter.accepts);
  const parts = segment.pieces.map((piece) =>
    typeof piece === "string" ? piece : (sampleTexts(piece.converter.accepts)[0] ?? ""),
  );
  return [parts.join("")];
}

function takes(segment: Branch<unknown>["segment"], text: string): boolean {
  return segment.kind === "variable"
    ? segment.variable.converter.parse(text) !== undefined
    : matchMixedSegment(segment.pieces, text, []);
}
