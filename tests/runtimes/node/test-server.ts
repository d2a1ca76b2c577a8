// Servers of this runtime with a gateway that says what it was asked; closed after each test.
import { afterEach } from "vitest";
import { HeaderFields, type Gateway } from "../../../src/gateway.ts";
import { listen } from "../../../src/runtimes/node/listen.ts";
import type { ListenOptions, Server } from "../../../src/runtimes/runtime.ts";

/** Answers with what it sees. */
export const echo: Gateway = ({ target, scheme, remoteAddress }) => ({
  status: 200,
  headers: new HeaderFields({ "x-peer": remoteAddress, "x-scheme": scheme }),
  body: target,
});

const servers: Server[] = [];

/** What the servers of a test could tell nobody else. */
export const failures: unknown[] = [];

/** Opens a server, on a port that is free unless told otherwise. */
export async function start(options: Partial<ListenOptions> = {}): Promise<Server> {
  const server = await listen({
    host: "127.0.0.1",
    port: 0,
    gateway: echo,
    refuse: ({ status, code }) => ({ status, headers: new HeaderFields(), body: code }),
    onError: (error) => void failures.push(error),
    ...options,
  });
  servers.push(server);
  return server;
}

/** Has the servers of each test closed after it. */
export function closeServersAfterEach(): void {
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close({ drainTimeoutMs: 1 })));
    failures.length = 0;
  });
}

/** A request without a body, as text. */
export const get = (target: string, ...fields: readonly string[]): string =>
  [
    "GET ",
    target,
    " HTTP/1.1\r\nHost: a\r\n",
    ...fields.map((field) => `${field}\r\n`),
    "\r\n",
  ].join("");
