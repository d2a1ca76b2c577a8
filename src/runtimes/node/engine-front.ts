// HTTP/1.1 by the engine: sockets in, connections of the engine out, one timer for all of them.

import type { Server as NetServer, Socket } from "node:net";
import { Connection } from "../../h1/connection.ts";
import type { ListenOptions, Timeouts } from "../runtime.ts";
import { adoptSocket, disownSocket } from "./adopt-socket.ts";
import { DirectWrites } from "./direct-writes.ts";
import type { Front } from "./drain.ts";
import { defaultMaxConnections, refuseSocket, tooManyConnections } from "./connection-limit.ts";
import { SharedEngine } from "./shared-engine.ts";
import { socketSource, type SocketSource } from "./socket-source.ts";
import { SocketTransport } from "./socket-transport.ts";
import type { TlsSettings } from "./tls-settings.ts";

export class EngineFront implements Front {
  readonly connections: Map<Connection, Socket> = new Map<Connection, Socket>();
  readonly #engine: SharedEngine;
  readonly #timeouts: Timeouts;
  readonly #scheme: "http" | "https";
  readonly #maxConnections: number;
  readonly #source: SocketSource;
  readonly #sweeper: NodeJS.Timeout;

  constructor(options: ListenOptions, timeouts: Timeouts, tls: TlsSettings | null) {
    this.#engine = new SharedEngine(options);
    this.#timeouts = timeouts;
    this.#scheme = tls === null ? "http" : "https";
    this.#maxConnections = options.limits?.maxConnections ?? defaultMaxConnections;
    this.#source = socketSource(tls, (socket) => this.#accept(socket));
    this.#sweeper = this.#startSweeper();
  }

  get server(): NetServer {
    return this.#source.server;
  }

  get handshakes(): ReadonlySet<Socket> {
    return this.#source.handshakes;
  }

  releaseResting(): Socket[] {
    const released: Socket[] = [];
    for (const [connection, socket] of this.connections) {
      if (!connection.resting || socket.writableLength > 0 || socket.destroyed) continue;
      const accepted = disownSocket(socket);
      if (accepted === null) continue;
      this.connections.delete(connection);
      released.push(accepted);
    }
    return released;
  }

  dispose(): void {
    clearInterval(this.#sweeper);
  }

  #accept(accepted: Socket): void {
    if (this.connections.size >= this.#maxConnections) {
      const { lingerTimeoutMs } = this.#timeouts;
      return refuseSocket(accepted, this.#engine, tooManyConnections, lingerTimeoutMs);
    }
    const receive = (bytes: Buffer): void => connection.receive(bytes);
    const socket = adoptSocket(accepted, receive);
    const direct = socket === accepted ? null : new DirectWrites(socket);
    const { stallTimeoutMs } = this.#timeouts;
    const transport = new SocketTransport(socket, this.#scheme, stallTimeoutMs, direct);
    const connection = new Connection(transport, this.#engine);
    this.connections.set(connection, socket);
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
      this.connections.delete(connection);
      connection.lost();
    });
  }

  // One coarse timer for all connections: timers of their own would cost every request two
  // updates of a sorted list.
  #startSweeper(): NodeJS.Timeout {
    const shortestMs = Math.min(...Object.values(this.#timeouts));
    const periodMs = Math.max(20, Math.min(1_000, shortestMs / 10));
    return setInterval(() => {
      this.#engine.tick();
      // The clock may have been one period old when a phase began.
      for (const connection of this.connections.keys()) {
        connection.tick(this.#timeouts, periodMs);
      }
    }, periodMs).unref();
  }
}
