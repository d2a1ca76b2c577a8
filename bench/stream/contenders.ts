// What is measured: a server, a path of it, and what the client accepts.

export interface Contender {
  readonly name: string;
  /** In bench/stream/servers/. */
  readonly file: string;
  /** The number of rows follows. */
  readonly path: string;
  readonly form: "array" | "lines";
}

export const contenders: readonly Contender[] = [
  { name: "Hipflask, async generator", file: "hipflask.mjs", path: "/rows/", form: "array" },
  {
    name: "Hipflask, async generator, NDJSON",
    file: "hipflask.mjs",
    path: "/rows/",
    form: "lines",
  },
  { name: "Hipflask, generator", file: "hipflask.mjs", path: "/sync/", form: "array" },
  {
    name: "node:http, JSON.stringify of the array",
    file: "node-http.mjs",
    path: "/rows/",
    form: "array",
  },
  { name: "Fastify, Readable.from", file: "fastify.mjs", path: "/rows/", form: "array" },
  { name: "Hono, stream()", file: "hono.mjs", path: "/rows/", form: "array" },
  { name: "Hono, ReadableStream", file: "hono.mjs", path: "/readable/", form: "array" },
];

export const accept: Readonly<Record<Contender["form"], string>> = {
  array: "application/json",
  lines: "application/x-ndjson",
};
