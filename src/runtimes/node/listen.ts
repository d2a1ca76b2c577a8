// HTTP/1.1 over node:net: sockets in, connections of the engine out, one timer for all of them.

import { createServer, type AddressInfo, type Socket } from "node:net";
import { Connection } from "../../h1/connection.ts";
import { defaultLimits } from "../../h1/limits.ts";
import { defaultTimeouts, phaseLimitMs, type Timeouts } from "../../h1/phase.ts";
import { DateLine } from "../../h1/response-head.ts";
import type { Engine } from "../../h1/transport.ts";
import type { ListenOptions, Server } from "../runtime.ts";
import { adoptSocket } from "./adopt-socket.ts";
import { drain } from "./drain.ts";
import { SocketTransport } from "./socket-transport.ts";

/**
 * Listens for HTTP/1.1 on a TCP port.
 *
 * @throws As a rejection, the system's error: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`, `ENOTFOUND`.
 */
export function listen(options: ListenOptions): Promise<Server> {
  const timeouts: Timeouts = { ...defaultTimeouts, ...options.timeouts };
  const engine = new SharedEngine(options);
  const connections = new Map<Connection, Socket>();

  // A peer that has said its last may still wait for an answer: it is the engine that ends.
  const listening = { allowHalfOpen: true, noDelay: true, pauseOnConnect: true };
  const server = createServer(listening, (accepted) => {
    accept(accepted, engine, timeouts, connections);
  });
  const sweeper = startSweeper(engine, timeouts, connections);

  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      clearInterval(sweeper);
      reject(error);
    });
    server.listen(options.port, options.host, () => {
      server.removeAllListeners("error");
      // Running out of file descriptors ends an accept, not the server.
      server.on("error", options.onError);
      const { port } = server.address() as AddressInfo;
      let closing: Promise<void> | undefined;
      resolve({
        host: options.host,
        port,
        url: `http://${urlHost(options.host)}:${port}`,
        close: ({ drainTimeoutMs = 10_000 } = {}) =>
          (closing ??= drain(server, connections, drainTimeoutMs).finally(() =>
            clearInterval(sweeper),
          )),
      });
    });
  });
}

class SharedEngine implements Engine {
  readonly gateway: Engine["gateway"];
  readonly limits: Engine["limits"];
  readonly refuse: Engine["refuse"];
  readonly onError: Engine["onError"];
  nowMs: number = performance.now();
  readonly #dateLine = new DateLine();

  constructor(options: ListenOptions) {
    this.gateway = options.gateway;
    this.limits = { ...defaultLimits, ...options.limits };
    this.refuse = options.refuse;
    this.onError = options.onError;
  }

  dateLine(): string {
    return this.#dateLine.at(Date.now());
  }

  utf8Length(text: string): number {
    return Buffer.byteLength(text);
  }
}

function accept(
  accepted: Socket,
  engine: Engine,
  timeouts: Timeouts,
  connections: Map<Connection, Socket>,
): void {
  const socket = adoptSocket(accepted, (bytes) => connection.receive(bytes));
  const transport = new SocketTransport(socket, timeouts.stallTimeoutMs);
  const connection = new Connection(transport, engine);
  connections.set(connection, socket);
  socket.on("end", () => connection.receiveEnd());
  const drained = (): void => {
    transport.drained();
    connection.drained();
  };
  socket.on("drain", drained);
  // After the last write there is no `drain` any more.
  socket.on("finish", drained);
  socket.on("timeout", () => socket.destroy());
  // A reset is the peer's right, and `close` follows.
  socket.on("error", () => {});
  socket.on("close", () => {
    connections.delete(connection);
    connection.lost();
  });
}

// One coarse timer for all connections: timers of their own would cost every request two
// updates of a sorted list.
function startSweeper(
  engine: SharedEngine,
  timeouts: Timeouts,
  connections: ReadonlyMap<Connection, Socket>,
): NodeJS.Timeout {
  const shortestMs = Math.min(...Object.values(timeouts));
  const periodMs = Math.max(20, Math.min(1_000, shortestMs / 10));
  return setInterval(() => {
    engine.nowMs = performance.now();
    for (const connection of connections.keys()) {
      // The transport watches over a peer that does not read.
      if (connection.blocked) continue;
      const elapsedMs = engine.nowMs - connection.phaseSinceMs;
      // The clock may have been one period old when the phase began.
      if (elapsedMs > phaseLimitMs(connection.phase, timeouts) + periodMs) connection.expire();
    }
  }, periodMs).unref();
}

function urlHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
