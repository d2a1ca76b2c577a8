// What is measured. A server is one file that serves every load and tells its processor time.

export interface ServerEntry {
  /** What `--only` and the tables call it. */
  readonly name: string;
  /** In bench/servers/. */
  readonly file: string;
}

/** The server whose processor time per request is 1 in every table. */
export const reference = "Fastify";

export const servers: readonly ServerEntry[] = [
  { name: "Hipflask", file: "hipflask.mjs" },
  { name: "node:http", file: "node-http.mjs" },
  { name: "Fastify", file: "fastify.mjs" },
  { name: "Hono", file: "hono.mjs" },
];
