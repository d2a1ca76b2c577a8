// Which rule of an endpoint stands for given values: asked when a URL is built, and when a request
// for one spelling is redirected to the endpoint's own. Werkzeug's order: most variables first.

import type { Rule } from "./rule.ts";

type Values = Readonly<Record<string, unknown>>;

/** Adds a rule behind those that go before it: no aliases, then more values, then more defaults. */
export function insertInOrder<Target>(rules: Rule<Target>[], rule: Rule<Target>): void {
  const place = rules.findIndex((other) => compareForBuilding(rule, other) < 0);
  rules.splice(place === -1 ? rules.length : place, 0, rule);
}

/** Negative if the first rule is tried first. */
export function compareForBuilding(first: Rule, second: Rule): number {
  return (
    Number(first.alias) - Number(second.alias) ||
    second.names.length - first.names.length ||
    (second.defaultValues?.length ?? 0) - (first.defaultValues?.length ?? 0)
  );
}

/** Whether all values that a rule needs are given, and none that differs from its defaults. */
export function fitsValues(rule: Rule, values: Values): boolean {
  return misfitOf(rule, values) === undefined;
}

/** The first name for which a rule lacks a value, or has another one; undefined if the values fit. */
export function misfitOf(rule: Rule, values: Values): string | undefined {
  return rule.names.find((name) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const isGiven = value !== undefined && value !== null;
    if (!Object.hasOwn(rule.defaults, name)) return !isGiven;
    return isGiven && !isSameValue(value, rule.defaults[name]);
  });
}

/** Whether a rule answers a method; HEAD comes with GET. */
export function hasMethod({ methods }: Rule, method: string): boolean {
  return methods.includes(method) || (method === "HEAD" && methods.includes("GET"));
}

/**
 * Whether matches of a rule may be redirected to another one of its endpoint, where the values fit: those of an alias to
 * every rule with the same values, others to a rule that is more to the point because of its defaults.
 *
 * @param isBefore Whether the other rule goes first when a URL is built.
 */
export function givesWay(rule: Rule, other: Rule, isBefore: boolean): boolean {
  return (
    rule !== other &&
    !rule.buildOnly &&
    !other.buildOnly &&
    !other.alias &&
    (rule.alias || (isBefore && other.defaultValues !== undefined)) &&
    // Never to another host.
    other.host?.key === rule.host?.key &&
    other.names.length === rule.names.length &&
    other.names.every((name) => rule.names.includes(name))
  );
}

/** Whether two values of converters are the same: dates by time, arrays by what is in them. */
function isSameValue(first: unknown, second: unknown): boolean {
  if (first instanceof Date && second instanceof Date) {
    return first.getTime() === second.getTime();
  }
  if (Array.isArray(first) && Array.isArray(second)) {
    return (
      first.length === second.length &&
      first.every((item, index) => isSameValue(item, second[index]))
    );
  }
  return Object.is(first, second);
}
