// Puts given values over others, name by name, and notes what does not fit the defaults.

import { nearestName } from "../errors/nearest-name.ts";
import { describeKind, isPlainObject, kindOf, type Kind } from "./kind.ts";
import { Secret } from "./secret.ts";

/** Where a value comes from, and to whom a misfit is told. */
export interface Source {
  /** `config.json`, `MYAPP_PAGE_SIZE`. */
  readonly name: string;
  note(problem: string): void;
}

/**
 * The value of a setting after something was given for it; what does not fit leaves it as it was.
 *
 * Groups are merged name by name. Anything else, lists too, is replaced.
 */
export function merge(
  like: unknown,
  current: unknown,
  given: unknown,
  path: string,
  source: Source,
): unknown {
  if (given === undefined) return current;
  const kind = kindOf(like);
  if (!fits(kind, like, given)) {
    source.note(misfit(kind, like, given, path));
    return current;
  }
  switch (kind) {
    case "group":
      return mergeGroup(like as Members, current as Members, given as Members, path, source);
    case "dictionary":
      return copy({ ...(current as Members), ...(given as Members) });
    case "list":
      return mergeList(
        like as readonly unknown[],
        current,
        given as readonly unknown[],
        path,
        source,
      );
    case "secret":
      return given instanceof Secret ? given : new Secret(given as string);
    default:
      return copy(given);
  }
}

type Members = Readonly<Record<string, unknown>>;

function mergeGroup(
  like: Members,
  current: Members,
  given: Members,
  path: string,
  source: Source,
): Members {
  const merged = { ...current };
  for (const name of Object.keys(given)) {
    const inner = path === "" ? name : `${path}.${name}`;
    if (Object.hasOwn(like, name)) {
      merged[name] = merge(like[name], current[name], given[name], inner, source);
      continue;
    }
    const nearest = nearestName(name, Object.keys(like));
    source.note(
      `there is no setting ${inner}${nearest === undefined ? "" : `; did you mean ${nearest}?`}`,
    );
  }
  return merged;
}

// The items of a list are like the first of its default, if it has one.
function mergeList(
  like: readonly unknown[],
  current: unknown,
  given: readonly unknown[],
  path: string,
  source: Source,
): unknown {
  if (like.length === 0) return copy(given);
  let allFit = true;
  const note = (problem: string): void => {
    allFit = false;
    source.note(problem);
  };
  const items = given.map((item, i) =>
    merge(like[0], like[0], item ?? null, `${path}[${i}]`, { name: source.name, note }),
  );
  return allFit ? items : current;
}

function fits(kind: Kind, like: unknown, given: unknown): boolean {
  switch (kind) {
    case "text":
      return typeof given === "string";
    case "number":
      return Number.isFinite(given);
    case "boolean":
      return typeof given === "boolean";
    case "list":
      return Array.isArray(given);
    case "group":
    case "dictionary":
      return isPlainObject(given);
    case "secret":
      return typeof given === "string" || given instanceof Secret;
    case "any":
      return true;
    case "instance":
      return typeof like === "function"
        ? typeof given === "function"
        : given instanceof (like as { constructor: new () => unknown }).constructor;
  }
}

function misfit(kind: Kind, like: unknown, given: unknown, path: string): string {
  // What stands where a secret belongs may be one.
  const shown = kind === "secret" ? `a ${typeof given}` : show(given);
  return `${path === "" ? "the whole" : path} must be ${describeKind(kind, like)}, but is ${shown}`;
}

function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

// What was given may change afterwards, and what is configured must not. A member named `__proto__` stays one.
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copy(item)]));
}
