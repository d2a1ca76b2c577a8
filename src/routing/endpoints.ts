// The rules that stand for one thing, by the name of their endpoint: which of them a request for
// another one's spelling is redirected to. `/pages/1` goes to `/pages/` where that has `page: 1`.

import { buildPath } from "./build-path.ts";
import { fitsValues, givesWay, hasMethod, insertInOrder } from "./rule-choice.ts";
import type { Rule } from "./rule.ts";

export class Endpoints<Target> {
  readonly #rules: Map<string, Rule<Target>[]> = new Map();
  /** Rules that some of their matches are redirected from. */
  readonly #yielding: Set<Rule<Target>> = new Set();
  /** Where matches of a rule are redirected to, if the values fit; found out when it is asked for first. */
  readonly #canonical: Map<Rule<Target>, readonly Rule<Target>[]> = new Map();
  readonly #redirectsDefaults: boolean;

  constructor(redirectsDefaults: boolean) {
    this.#redirectsDefaults = redirectsDefaults;
  }

  /** Adds a rule to its endpoint, and gives those whose requests are redirected from now on. */
  add(rule: Rule<Target>): readonly Rule<Target>[] {
    if (rule.endpoint === undefined) return [];
    const rules = this.#rules.get(rule.endpoint) ?? [];
    this.#rules.set(rule.endpoint, rules);
    insertInOrder(rules, rule);
    if (!this.#redirectsDefaults) return [];
    this.#canonical.clear();
    const place = rules.indexOf(rule);
    const yielding = rules.filter((each, index) => givesWay(each, rule, place < index));
    if (rules.some((each, index) => givesWay(rule, each, index < place))) yielding.push(rule);
    const added = yielding.filter((each) => !this.#yielding.has(each));
    for (const each of added) this.#yielding.add(each);
    return added;
  }

  /** The rules of an endpoint, in the order in which a URL is tried. */
  rulesOf(endpoint: string): readonly Rule<Target>[] {
    return this.#rules.get(endpoint) ?? [];
  }

  /** Whether some values of a rule are redirected to another rule. */
  redirects(rule: Rule<Target>): boolean {
    // Nearly all applications have no such rule, and then not even a look-up is needed.
    return this.#yielding.size > 0 && this.#yielding.has(rule);
  }

  /** The raw path that a match is redirected to; undefined if its own is the one to stay at. */
  canonicalPath(
    rule: Rule<Target>,
    values: Readonly<Record<string, unknown>>,
    method: string,
  ): string | undefined {
    if (!this.redirects(rule)) return undefined;
    const canonical = this.#canonicalOf(rule).find(
      (other) => hasMethod(other, method) && fitsValues(other, values),
    );
    if (canonical === undefined) return undefined;
    try {
      return buildPath(canonical.pattern, values);
    } catch {
      // A value with dot segments, or one that the other pattern has no place for: it stays where it is.
      return undefined;
    }
  }

  #canonicalOf(rule: Rule<Target>): readonly Rule<Target>[] {
    let canonical = this.#canonical.get(rule);
    if (canonical === undefined) {
      const rules = this.rulesOf(rule.endpoint ?? "");
      const place = rules.indexOf(rule);
      canonical = rules.filter((other, index) => givesWay(rule, other, index < place));
      this.#canonical.set(rule, canonical);
    }
    return canonical;
  }
}
