// What the servers are asked for. One entry is one table of the results.

import { list, page, routePaths } from "./bodies.mjs";

/** A request and its answer, which is JSON with status 200. */
export interface Exchange {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly requestBody?: string;
  /** The exact body of a right answer. */
  readonly answer: string;
}

/** What a server is to be like for a load. Servers read it as `setup`. */
export interface Setup {
  /** With routes of its own instead of those that every load but one asks for. */
  readonly routeCount?: number;
  /** With ten functions around the handler: five before it, five after. */
  readonly hasHooks?: boolean;
  /** How long an idle connection is kept at least. */
  readonly idleTimeoutMs?: number;
  /** With response schemas. */
  readonly hasSchemas?: boolean;
}

/** A server that a load measures once more, otherwise set up. */
export interface Variant {
  readonly server: string;
  /** What the tables call it. */
  readonly name: string;
  readonly setup: Setup;
  readonly exchanges: readonly Exchange[];
}

export interface Load {
  /** What `--only` calls it. */
  readonly name: string;
  /** What the tables say about it. */
  readonly title: string;
  /** Asked for in turn. */
  readonly exchanges: readonly Exchange[];
  readonly setup?: Setup;
  readonly variants?: readonly Variant[];
  readonly isTls?: boolean;
  /** Requests that are sent at once on a connection; 1 unless given. */
  readonly depth?: number;
  /** Connections that stay open and silent beside the busy ones. */
  readonly idleConnections?: number;
}

const order = '{"item":"hip flask","quantity":2,"price":12.5,"tags":["steel","gift"],"paid":true}';

const smallJson: Exchange = { method: "GET", path: "/json", answer: '{"hello":"world"}' };

const routeCount = 1000;

const routes: readonly Exchange[] = routePaths(routeCount).map((path) => ({
  method: "GET",
  path: `${path}/42`,
  answer: JSON.stringify({ path, id: 42 }),
}));

export const loads: readonly Load[] = [
  {
    name: "small-json",
    title: "Small JSON: an object made and encoded for each request",
    exchanges: [smallJson],
  },
  {
    name: "medium-json",
    title: "3.5 kB: a page of 20 objects, encoded for each request",
    exchanges: [{ method: "GET", path: "/page", answer: JSON.stringify(page) }],
  },
  {
    name: "large-json",
    title: "180 kB: a list of 986 objects, encoded for each request",
    exchanges: [{ method: "GET", path: "/list", answer: JSON.stringify(list) }],
  },
  {
    name: "path-parameter",
    title: "Path parameter: a number read from the path",
    exchanges: [{ method: "GET", path: "/users/42", answer: '{"id":42,"username":"sweety"}' }],
  },
  {
    name: "thousand-routes",
    title: "1,000 routes, each asked in its turn; and one route alone",
    exchanges: routes,
    setup: { routeCount },
    variants: [
      {
        server: "Hipflask",
        name: "Hipflask with one route",
        setup: { routeCount: 1 },
        exchanges: routes.slice(0, 1),
      },
    ],
  },
  {
    name: "post-echo",
    title: "POST echo: a JSON body parsed and sent back",
    exchanges: [{ method: "POST", path: "/echo", requestBody: order, answer: order }],
  },
  {
    name: "ten-hooks",
    title: "10 hooks: five functions before the handler, five after, around small JSON",
    exchanges: [smallJson],
    setup: { hasHooks: true },
  },
  {
    name: "pipelining",
    title: "Pipelining: small JSON, 16 requests at once on each connection",
    exchanges: [smallJson],
    depth: 16,
  },
  {
    name: "tls",
    title: "TLS: small JSON over connections that stay open",
    exchanges: [smallJson],
    isTls: true,
  },
  {
    name: "idle-connections",
    title: "10,000 idle connections beside the 64 busy ones, small JSON",
    exchanges: [smallJson],
    idleConnections: 10_000,
    setup: { idleTimeoutMs: 120_000 },
  },
];

/** The text of one request, of Latin-1 characters. The fields are those of a small HTTP client. */
export function requestText({ method, path, requestBody }: Exchange): string {
  const fields = ["host: 127.0.0.1", "accept: application/json", "user-agent: hipflask-bench"];
  if (requestBody !== undefined) {
    fields.push("content-type: application/json");
    fields.push(`content-length: ${Buffer.byteLength(requestBody)}`);
  }
  return `${method} ${path} HTTP/1.1\r\n${fields.join("\r\n")}\r\n\r\n${requestBody ?? ""}`;
}
