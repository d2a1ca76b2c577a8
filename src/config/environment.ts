// Settings from variables of the environment: `MYAPP_DATABASE__POOL_SIZE` is `database.poolSize`.
// Which variables there can be follows from the defaults, so that a stranger with the same prefix does no harm.

import { nearestName } from "../errors/nearest-name.ts";
import { kindOf, type Kind } from "./kind.ts";

/** Variables by name, as `process.env`; on Workers their values need not be text. */
export type Environment = Readonly<Record<string, unknown>>;

/** A variable that sets something. */
export interface Variable {
  readonly name: string;
  /** What it sets, as an object to merge: `{ database: { poolSize: 7 } }`. */
  readonly given: Readonly<Record<string, unknown>>;
}

/** The variables for each setting: `MYAPP_PAGE_SIZE`. */
export function variableNames(like: object, prefix: string): readonly string[] {
  return slots(like, prefix).map(({ name }) => name);
}

/** The variables that set something, outer before inner, so that an inner one wins. */
export function readEnvironment(
  like: object,
  prefix: string,
  environment: Environment,
): readonly Variable[] {
  return slots(like, prefix).flatMap(({ kind, name, path }) => {
    const found = [];
    const value = environment[name];
    if (value !== undefined) found.push({ name, given: nest(path, parse(value, kind)) });
    if (kind !== "dictionary") return found;
    for (const inner of Object.keys(environment).toSorted()) {
      const parts = inner.startsWith(`${name}__`) ? inner.slice(name.length + 2).split("__") : [];
      if (parts.length === 0 || parts.includes("")) continue;
      const names = parts.map(camelCase);
      found.push({
        name: inner,
        given: nest([...path, ...names], parse(environment[inner], "any")),
      });
    }
    return found;
  });
}

/** The variables that set nothing but are one slip from one that would: `MYAPP_PAGE_SZIE`. */
export function misspelt(
  like: object,
  prefix: string,
  environment: Environment,
): readonly { readonly name: string; readonly meant: string }[] {
  const known = slots(like, prefix);
  return Object.keys(environment).flatMap((name) => {
    if (!name.startsWith(`${prefix}_`)) return [];
    const isKnown = known.some(
      (slot) =>
        slot.name === name || (slot.kind === "dictionary" && name.startsWith(`${slot.name}__`)),
    );
    if (isKnown) return [];
    // The prefix is right already, and would make short names seem alike.
    const rest = name.slice(prefix.length + 1);
    const meant = nearestName(
      rest,
      known.map((slot) => slot.name.slice(prefix.length + 1)),
    );
    return meant === undefined ? [] : [{ name, meant: `${prefix}_${meant}` }];
  });
}

interface Slot {
  readonly name: string;
  readonly path: readonly string[];
  readonly kind: Kind;
}

function slots(like: object, prefix: string, path: readonly string[] = []): readonly Slot[] {
  return Object.entries(like).flatMap(([key, value]: [string, unknown]) => {
    const kind = kindOf(value);
    const name = `${prefix}${path.length === 0 ? "_" : "__"}${screamingCase(key)}`;
    const own: Slot = { name, path: [...path, key], kind };
    return kind === "group" ? [own, ...slots(value as object, name, own.path)] : [own];
  });
}

/** `pageSize`, `page_size` → `PAGE_SIZE`; `databaseURL` → `DATABASE_URL`. */
function screamingCase(key: string): string {
  return key
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toUpperCase();
}

/** `POOL_SIZE` → `poolSize`. */
function camelCase(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/(?<=[^_])_([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}

function nest(path: readonly string[], value: unknown): Record<string, unknown> {
  const [last = "", ...outer] = path.toReversed();
  let nested = Object.fromEntries([[last, value]]);
  for (const name of outer) nested = Object.fromEntries([[name, nested]]);
  return nested;
}

// As Flask: JSON where it is JSON, else the text. But what is to be text stays what was written:
// a password of digits is no number.
function parse(value: unknown, kind: Kind): unknown {
  if (typeof value !== "string" || kind === "secret") return value;
  let parsed: unknown;
  try {
    parsed = JSON.parse(value) as unknown;
  } catch {
    return value;
  }
  return kind === "text" && typeof parsed !== "string" ? value : parsed;
}
