// What a thrown value says of itself, read with care: it may be anything, and whatever it does while it is looked at,
// a report of it is made.

/** The parts of an error that a report is made of. */
export interface ErrorFacts {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly cause: unknown;
  /** Those of an AggregateError. */
  readonly errors: readonly unknown[];
  /** Own fields other than these; those with a getter are not asked. */
  readonly fields: ReadonlyMap<string, unknown>;
  /** Where a file does not parse, as Bun says it. */
  readonly position: unknown;
}

const maxFields = 20;
const maxErrors = 10;
const ownNames = new Set(["name", "message", "stack", "cause", "errors"]);

/** null for what is no error. */
export function errorFacts(thrown: unknown): ErrorFacts | null {
  if (!isErrorLike(thrown)) return null;
  const cause = read(thrown, "cause");
  const errors = read(thrown, "errors");
  return {
    name: nameOf(thrown),
    message: text(read(thrown, "message")),
    stack: text(read(thrown, "stack")),
    cause,
    errors: listOf(errors),
    fields: fieldsOf(thrown),
    position: read(thrown, "position"),
  };
}

// Errors of other realms, and Bun's of a build, are no instances of Error.
function isErrorLike(thrown: unknown): thrown is object {
  if (typeof thrown !== "object" || thrown === null) return false;
  try {
    if (thrown instanceof Error) return true;
    if (Object.prototype.toString.call(thrown) === "[object Error]") return true;
  } catch {
    return false;
  }
  return typeof read(thrown, "message") === "string" && typeof read(thrown, "name") === "string";
}

function nameOf(error: object): string {
  const name = text(read(error, "name"));
  if (name !== "Error" && name !== "") return name;
  // A class that extends Error usually leaves the name as it is.
  const type = read(error, "constructor");
  const className = typeof type === "function" ? text(read(type, "name")) : "";
  return className === "" || className === "Object" ? name || "Error" : className;
}

function fieldsOf(error: object): ReadonlyMap<string, unknown> {
  const fields = new Map<string, unknown>();
  try {
    for (const name of Object.keys(error)) {
      if (fields.size === maxFields) break;
      const property = Object.getOwnPropertyDescriptor(error, name);
      if (ownNames.has(name) || property === undefined || !("value" in property)) continue;
      if (property.value !== undefined) fields.set(name, property.value);
    }
    // Node's own errors hide it.
    const code = Object.getOwnPropertyDescriptor(error, "code");
    if (code !== undefined && "value" in code) fields.set("code", code.value);
  } catch {
    // A proxy may refuse to be looked at; then what has been seen has to do.
  }
  return fields;
}

function listOf(errors: unknown): readonly unknown[] {
  try {
    return Array.isArray(errors) ? errors.slice(0, maxErrors) : [];
  } catch {
    return [];
  }
}

function read(target: object, name: string): unknown {
  try {
    return (target as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
