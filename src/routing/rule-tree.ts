// The rules of one host, or of every host: their tree, and those without variables by path.

import type { Pattern } from "./pattern.ts";
import type { Match } from "./match.ts";
import type { Rule } from "./rule.ts";
import { insertRule, Node } from "./tree.ts";
import type { Leaf } from "./tree.ts";

export class RuleTree<Target> {
  readonly root: Node<Target> = new Node();
  /** Rules without variables, by raw path, then by method: what a request for one costs is this look-up. */
  readonly fixed: Map<string, ReadonlyMap<string, Match<Target>>> = new Map();
  readonly #leaves: Map<string, Leaf<Target>> = new Map();
  readonly #isShared: boolean;

  /** @param isShared Whether all requests for a path have one answer: not where the host has values of its own. */
  constructor(isShared: boolean) {
    this.#isShared = isShared;
  }

  add(rule: Rule<Target>): void {
    const leaf = insertRule(this.root, rule);
    const rawPath = fixedPath(rule.pattern);
    if (rawPath !== undefined && this.#isShared) this.#leaves.set(rawPath, leaf);
  }

  /** Makes the answers for the path of a rule, which the requests for it share. */
  share(rule: Rule<Target>, isRedirected: (rule: Rule<Target>) => boolean): void {
    const rawPath = fixedPath(rule.pattern);
    const leaf = rawPath === undefined ? undefined : this.#leaves.get(rawPath);
    if (rawPath === undefined || leaf === undefined) return;
    const matches = [...leaf.byMethod]
      .filter(([, each]) => !isRedirected(each))
      .map(([method, each]) => [method, sharedMatch(each)] as const);
    this.fixed.set(rawPath, new Map(matches));
  }
}

/** The answer of every request for a rule without variables: frozen, for it is shared by them all. */
function sharedMatch<Target>({ target, names, defaultValues }: Rule<Target>): Match<Target> {
  const values = Object.freeze([...(defaultValues ?? [])]);
  return Object.freeze({ kind: "found", target, names, values });
}

/**
 * The raw path of a pattern without variables; undefined if raw paths of it are always encoded.
 * A raw path with a % is never equal to one of these, so no request gets past decoding.
 */
function fixedPath({ segments, endsWithSlash }: Pattern): string | undefined {
  let path = "";
  for (const segment of segments) {
    if (segment.kind !== "static" || /[%/]/.test(segment.text)) return undefined;
    path += `/${segment.text}`;
  }
  return endsWithSlash ? `${path}/` : path;
}
