// From the rules of an endpoint and values to a URL: the first rule that fits, its path, the query,
// the fragment. Where no rule fits, the message says what each of them lacks.

import type { SetupError } from "../errors/setup-error.ts";
import { buildError, showValue } from "./build-error.ts";
import type { BuildSubject } from "./build-error.ts";
import { buildHost } from "./build-host.ts";
import { buildPath } from "./build-path.ts";
import { buildQuery } from "./build-query.ts";
import { fitsValues, hasMethod, misfitOf } from "./rule-choice.ts";
import { showRule } from "./rule.ts";
import type { Rule } from "./rule.ts";

/** What a URL has beside the values. */
export interface UrlParts {
  /** Only a rule with this method will do. GET is preferred unless given. */
  readonly method?: string | undefined;
  /** What stands behind the `#`, not encoded; "" for the sign alone. */
  readonly anchor?: string | undefined;
}

/** A URL that was built, before it is known where the application is. */
export interface BuiltUrl {
  /** The host of the rule; undefined if it has none. */
  readonly host: string | undefined;
  /** Path, query and fragment, percent-encoded: begins with one slash. */
  readonly path: string;
}

/**
 * Builds the URL of the first rule that fits the values: most variables first, then most defaults. A rule fits if every
 * variable has a value, and every default the value given, if one is given.
 *
 * Values of other names become the query, in their order: arrays repeat the name, undefined and null are left out.
 *
 * @param rules Of one endpoint, as `Router.rulesOf` gives them, or the one that `Router.add` gave.
 * @throws {SetupError} `url-build` if no rule fits, or if the URL would not lead back to the values.
 * @example
 * const { rule } = new Hipflask().get("/users/<int:id>", ({ id }) => ({ id }));
 * buildUrl([rule], { id: 7, tag: ["a", "b"] }, { anchor: "top" }).path; // => "/users/7?tag=a&tag=b#top"
 * buildUrl([rule], { id: -7 }); // throws url-build
 */
export function buildUrl(
  rules: readonly Rule[],
  values: Readonly<Record<string, unknown>> = {},
  parts: UrlParts = {},
): BuiltUrl {
  const { method, anchor } = parts;
  const candidates = method === undefined ? preferred(rules) : rulesWith(rules, method);
  let refusal: unknown;
  for (const rule of candidates) {
    if (!fitsValues(rule, values)) continue;
    try {
      return build(rule, values, anchor);
    } catch (error) {
      refusal ??= error;
    }
  }
  throw refusal ?? noneFits(rules, values, method);
}

function build(
  rule: Rule,
  values: Readonly<Record<string, unknown>>,
  anchor: string | undefined,
): BuiltUrl {
  const subject = subjectOf(rule);
  const host = rule.host === undefined ? undefined : buildHost(subject, rule.host, values);
  const path = buildPath(rule.pattern, values);
  return { host, path: path + buildQuery(subject, values) + buildFragment(subject, anchor) };
}

/** Leaves what needs no encoding in a fragment: also `#`, as only the first one of a URL separates. */
function buildFragment(subject: BuildSubject, anchor: string | undefined): string {
  if (anchor === undefined) return "";
  try {
    return `#${encodeURIComponent(anchor).replace(/%(?:2[346BCF]|3[ABDF]|40)/g, decodeURIComponent)}`;
  } catch (error) {
    const problem = `the anchor ${showValue(anchor)} has half of a surrogate pair`;
    throw buildError(subject, problem, "cut texts between characters, not inside of them", error);
  }
}

/** Rules with GET first: what a URL leads to must not depend on the request that builds it. */
function preferred(rules: readonly Rule[]): readonly Rule[] {
  return [...rulesWith(rules, "GET"), ...rules.filter((rule) => !hasMethod(rule, "GET"))];
}

function rulesWith(rules: readonly Rule[], method: string): readonly Rule[] {
  return rules.filter((rule) => hasMethod(rule, method));
}

function subjectOf(rule: Rule): BuildSubject {
  return { text: showRule(rule), names: rule.names };
}

function noneFits(
  rules: readonly Rule[],
  values: Readonly<Record<string, unknown>>,
  method: string | undefined,
): SetupError {
  const subject = {
    text: rules.map(showRule).join(" or "),
    names: rules.flatMap(({ names }) => names),
  };
  const problems = rules.map((rule) => {
    const problem = problemOf(rule, values, method);
    return rules.length === 1 ? problem : `\n  ${showRule(rule)}: ${problem}`;
  });
  const [first] = rules;
  const names = (first?.names ?? []).filter((name) => !Object.hasOwn(first?.defaults ?? {}, name));
  const fix =
    names.length > 0 ? `give a value for ${names.join(", ")}` : "give values that one of them has";
  return buildError(subject, problems.join(""), fix);
}

function problemOf(
  rule: Rule,
  values: Readonly<Record<string, unknown>>,
  method: string | undefined,
): string {
  if (method !== undefined && !hasMethod(rule, method)) {
    return `it has no ${method}, only ${rule.methods.join(", ")}`;
  }
  const name = misfitOf(rule, values) ?? "";
  const value = values[name];
  if (Object.hasOwn(rule.defaults, name)) {
    return `${name} is always ${showValue(rule.defaults[name])}, but ${showValue(value)} was given`;
  }
  return `${name} is ${Object.hasOwn(values, name) && value === null ? "null" : "missing"}`;
}
