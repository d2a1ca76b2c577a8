// What is measured. A server is one file that serves every load and tells its processor time.

import type { Load, Setup } from "./loads.ts";

export interface ServerEntry {
  /** What `--only` and the tables call it. */
  readonly name: string;
  /** In bench/servers/. */
  readonly file: string;
  /** Beside what the load asks for. */
  readonly setup?: Setup;
  /** Loads that it cannot serve, by name, and why. */
  readonly lacks?: Readonly<Record<string, string>>;
  /** The majors of Node that it runs on, if not on all, and why. */
  readonly onlyNode?: { readonly majors: readonly number[]; readonly reason: string };
}

/** The server whose processor time per request is 1 in every table. */
export const reference = "Fastify";

export const servers: readonly ServerEntry[] = [
  { name: "Hipflask", file: "hipflask.mjs" },
  {
    name: "node:http",
    file: "node-http.mjs",
    lacks: { "thousand-routes": "it has no router", "ten-hooks": "it has no hooks" },
  },
  { name: "Fastify", file: "fastify.mjs" },
  { name: "Fastify with schemas", file: "fastify.mjs", setup: { hasSchemas: true } },
  { name: "Hono", file: "hono.mjs" },
  { name: "h3", file: "h3.mjs" },
  { name: "Express", file: "express.mjs" },
  { name: "Koa", file: "koa.mjs" },
  {
    name: "uWebSockets.js",
    file: "uwebsockets.mjs",
    lacks: { "ten-hooks": "it has no hooks" },
    onlyNode: { majors: [20, 22], reason: "uws-pack brings no binary for this Node" },
  },
];

/** A server as one load measures it. */
export interface Contender {
  readonly name: string;
  readonly entry: ServerEntry;
  readonly setup: Setup;
  readonly exchanges: Load["exchanges"];
}

export interface Field {
  readonly contenders: readonly Contender[];
  /** Who is missing from the table, and why. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

/** Who takes part in a load on a Node of that major. */
export function fieldOf(load: Load, entries: readonly ServerEntry[], nodeMajor: number): Field {
  const contenders: Contender[] = [];
  const leftOut: { name: string; reason: string }[] = [];
  for (const entry of entries) {
    const reason = reasonToLeaveOut(load, entry, nodeMajor);
    if (reason !== null) {
      leftOut.push({ name: entry.name, reason });
      continue;
    }
    const setup = { ...load.setup, ...entry.setup };
    contenders.push({ name: entry.name, entry, setup, exchanges: load.exchanges });
    for (const variant of load.variants ?? []) {
      if (variant.server !== entry.name) continue;
      const { name, exchanges } = variant;
      contenders.push({ name, entry, setup: { ...setup, ...variant.setup }, exchanges });
    }
  }
  return { contenders, leftOut };
}

function reasonToLeaveOut(load: Load, entry: ServerEntry, nodeMajor: number): string | null {
  const { lacks, onlyNode } = entry;
  if (onlyNode !== undefined && !onlyNode.majors.includes(nodeMajor)) return onlyNode.reason;
  return lacks?.[load.name] ?? null;
}
