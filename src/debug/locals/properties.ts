// The properties behind a value, for whoever opens it: its own, the entries of collections, what only V8 knows (private
// fields, the state of a promise, the target of a proxy), and what its classes compute, which is not run.
import { types } from "node:util";
import type { Variable } from "../locals.ts";
import { internalsOf } from "./internals.ts";
import { maxProperties } from "./limits.ts";
import { variableOf } from "./variables.ts";
import type { Hold } from "./variables.ts";

const { getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;

/** At most as many as `maxProperties`, and a line that says how many more there are. */
export function propertiesOf(value: object, hold: Hold): readonly Variable[] {
  const found: Variable[] = [];
  let omitted = 0;
  const add = (variable: Variable): void => {
    if (found.length < maxProperties) found.push(variable);
    else omitted += 1;
  };
  if (!types.isProxy(value)) {
    for (const variable of ownProperties(value, hold)) add(variable);
    for (const variable of entriesOf(value, hold)) add(variable);
  }
  for (const { name, value: inner } of internalsOf(value)) {
    add(variableOf(name, name.startsWith("#") ? "private" : "internal", inner, hold));
  }
  if (!types.isProxy(value)) for (const variable of computed(value)) add(variable);
  if (omitted > 0) found.push(note("…", `${omitted} more`));
  return found;
}

const note = (name: string, text: string): Variable => ({
  name,
  scope: "note",
  text,
  type: "undefined",
  handle: null,
});

const getter = (name: string): Variable => ({
  name,
  scope: "getter",
  text: "(computed when it is asked for)",
  type: "getter",
  handle: null,
});

function* ownProperties(value: object, hold: Hold): Iterable<Variable> {
  for (const key of ownKeys(value)) {
    const name = String(key);
    const descriptor = describeKey(value, key);
    if (descriptor === undefined) yield note(name, "(not initialised yet)");
    else if ("value" in descriptor) yield variableOf(name, "property", descriptor.value, hold);
    else yield getter(name);
  }
}

/** Bindings of a module throw before they are there. */
function describeKey(value: object, key: string | symbol): PropertyDescriptor | undefined {
  try {
    return getOwnPropertyDescriptor(value, key);
  } catch {
    return undefined;
  }
}

function* entriesOf(value: object, hold: Hold): Iterable<Variable> {
  if (types.isMap(value)) {
    let index = 0;
    const entries = Map.prototype.entries.call(value);
    for (const [key, inner] of entries) {
      if (index > maxProperties) return;
      const isSimple = typeof key !== "object" && typeof key !== "function";
      if (!isSimple) yield variableOf(`key ${index}`, "entry", key, hold);
      const name = isSimple ? variableOf("", "", key, hold).text : `value ${index}`;
      yield variableOf(name, "entry", inner, hold);
      index += 1;
    }
  } else if (types.isSet(value)) {
    let index = 0;
    for (const inner of Set.prototype.values.call(value)) {
      if (index > maxProperties) return;
      yield variableOf(String(index++), "entry", inner, hold);
    }
  }
}

/** The getters of its classes, by name. */
function* computed(value: object): Iterable<Variable> {
  const seen = new Set<string | symbol>(ownKeys(value));
  for (let at = getPrototypeOf(value); at !== null; at = getPrototypeOf(at)) {
    if (types.isProxy(at) || at === Object.prototype || at === Function.prototype) return;
    for (const key of ownKeys(at)) {
      if (seen.has(key)) continue;
      seen.add(key);
      if (getOwnPropertyDescriptor(at, key)?.get) yield getter(String(key));
    }
  }
}
