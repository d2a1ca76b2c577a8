// Two rules that take the same requests, found when the second one is registered. Rules that the
// order of matching tells apart (static before variable, narrow before wide) are no conflict.

import { SetupError } from "../errors/setup-error.ts";
import { sampleTexts } from "./accepted-set.ts";
import type { PatternVariable } from "./pattern-variable.ts";
import { overlapFrom, takesText } from "./pattern-overlap.ts";
import type { Pattern } from "./pattern.ts";
import { compareMixed, compareOrder, segmentKey, segmentOrder } from "./segment-order.ts";
import { showRule } from "./rule.ts";
import type { Rule } from "./rule.ts";
import type { Branch, Node } from "./tree.ts";

/**
 * Refuses a rule that takes requests of one already there, for a method they share.
 *
 * @throws {SetupError} `route-conflict` with the places of both and, if it is known, a path that both take.
 */
export function refuseConflict<Target>(root: Node<Target>, rule: Rule<Target>): void {
  for (const { other, path } of rulesThatMeet(root, rule.pattern, 0, "")) {
    const shared = rule.methods.find((method) => other.methods.includes(method));
    if (shared !== undefined) throw conflictError(rule, other, shared, path);
  }
}

interface Meeting<Target> {
  readonly other: Rule<Target>;
  /** A path that both take, where there is a sample of every segment. */
  readonly path: string | undefined;
}

/** The rules that nothing but the order of registration would tell from a new pattern. */
function* rulesThatMeet<Target>(
  node: Node<Target>,
  pattern: Pattern,
  index: number,
  path: string,
): Generator<Meeting<Target>> {
  const segment = pattern.segments[index];
  if (segment === undefined) {
    const leaf = pattern.endsWithSlash ? node.slashLeaf : node.leaf;
    const end = pattern.endsWithSlash ? `${path}/` : path;
    for (const other of leaf?.rules ?? []) yield { other, path: end };
  } else if (segment.kind === "static") {
    const child = node.statics?.get(segment.text);
    if (child !== undefined) {
      yield* rulesThatMeet(child, pattern, index + 1, `${path}/${segment.text}`);
    }
  } else if (segment.kind === "path") {
    if (node.path !== undefined) {
      yield* rulesThatMeet(node.path.node, pattern, index + 1, `${path}/a/b`);
    }
  } else {
    yield* rulesAtBranches(node, segment, pattern, index, path);
  }
}

function* rulesAtBranches<Target>(
  node: Node<Target>,
  segment: Branch<Target>["segment"],
  pattern: Pattern,
  index: number,
  path: string,
): Generator<Meeting<Target>> {
  const key = segmentKey(segment);
  const order = segmentOrder(segment);
  for (const branch of node.branches) {
    if (branch.key === key) {
      const sample = samplesOf(segment).find((text) => takesText(segment, text)) ?? "…";
      yield* rulesThatMeet(branch.node, pattern, index + 1, `${path}/${sample}`);
    } else if (compareOrder(order, branch.order) === 0) {
      const relation = compareMixed(segment, branch.segment);
      if (relation !== "same" && relation !== "overlapping") continue;
      // From here on the two go separate ways, so their ends are compared as they are.
      for (const other of rulesBelow(branch.node)) {
        if (!overlapFrom(pattern, other.pattern, index + 1)) continue;
        const sample = sampleOfBoth(segment, branch.segment);
        const isLast = index + 1 === pattern.segments.length;
        const end = pattern.endsWithSlash ? "/" : "";
        yield {
          other,
          path: isLast && sample !== undefined ? `${path}/${sample}${end}` : undefined,
        };
      }
    }
  }
}

function* rulesBelow<Target>(node: Node<Target>): Generator<Rule<Target>> {
  yield* node.leaf?.rules ?? [];
  yield* node.slashLeaf?.rules ?? [];
  for (const child of node.statics?.values() ?? []) yield* rulesBelow(child);
  for (const branch of node.branches) yield* rulesBelow(branch.node);
  if (node.path !== undefined) yield* rulesBelow(node.path.node);
}

function conflictError<Target>(
  rule: Rule<Target>,
  other: Rule<Target>,
  method: string,
  path: string | undefined,
): SetupError {
  const [first, second] = [showRule(other), showRule(rule)];
  const width = Math.max(first.length, second.length);
  const line = (label: string, text: string, place: string | undefined): string =>
    `\n  ${label} ${place === undefined ? text : `${text.padEnd(width)}  ${place}`}`;
  const hasExample = path !== undefined && !path.includes("…") && path !== first;
  const example = hasExample ? line("both  ", path, undefined) : "";
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
  return samples.find((text) => takesText(first, text) && takesText(second, text));
}

function samplesOf(segment: Branch<unknown>["segment"]): readonly string[] {
  if (segment.kind === "variable") return sampleTexts(segment.variable.converter.accepts);
  const parts = segment.pieces.map((piece) =>
    typeof piece === "string" ? piece : (sampleTexts(piece.converter.accepts)[0] ?? ""),
  );
  return [parts.join("")];
}
