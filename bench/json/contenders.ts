// Who writes: the engine alone, a replacer, two libraries, and Hipflask.

import { JSONProvider } from "../../src/json/provider.ts";

/** Writes a value as text. */
export type Write = (value: unknown) => string;

/** What people write to get Map, Set and bigint through `JSON.stringify`. */
function replacer(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Map) return Object.fromEntries(value) as unknown;
  if (value instanceof Set) return [...value];
  return value;
}

const rowSchema = {
  type: "object",
  properties: {
    id: { type: "integer" },
    username: { type: "string" },
    email: { type: "string" },
    active: { type: "boolean" },
    score: { type: "number" },
    city: { type: "string" },
    created: { type: "string" },
    phone: { type: "string" },
    bio: { type: "string" },
    manager: { type: ["integer", "null"] },
  },
};

const schema = {
  type: "object",
  properties: { users: { type: "array", items: rowSchema }, total: { type: "integer" } },
};

const json = new JSONProvider();
const dumps: Write = (value) => json.dumps(value);

// A text joined of pieces is a tree until someone reads it; the engine's own is not.
function flat(write: Write): Write {
  return (value) => {
    const text = write(value);
    text.charCodeAt(0);
    return text;
  };
}

/** Those for plain bodies; the first is what the others are compared with. */
export async function plainContenders(): Promise<ReadonlyMap<string, Write>> {
  const { default: compile } = await load<{ default: (schema: object) => Write }>(
    "fast-json-stringify",
  );
  return new Map<string, Write>([
    ["JSON.stringify", (value) => JSON.stringify(value)],
    ["Hipflask", dumps],
    ["replacer", (value) => JSON.stringify(value, replacer)],
    ["fast-json-stringify", flat(compile(schema))],
  ]);
}

/** Those for bodies with special values; the first is what the others are compared with. */
export async function richContenders(): Promise<ReadonlyMap<string, Write>> {
  const { default: superjson } = await load<{ default: { stringify: Write } }>("superjson");
  return new Map<string, Write>([
    ["replacer", (value) => JSON.stringify(value, replacer)],
    ["Hipflask", dumps],
    ["superjson", (value) => superjson.stringify(value)],
  ]);
}

// From bench/node_modules, whose packages the sources know nothing of.
async function load<Module>(name: string): Promise<Module> {
  return (await import(name)) as Module;
}
