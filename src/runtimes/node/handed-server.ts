// A server that does not listen: it answers on sockets that someone else has accepted.

import type { Socket } from "node:net";
import { drain, type Front } from "./drain.ts";

export class HandedServer {
  readonly #front: Front;
  readonly #sockets = new Set<Socket>();
  #emptied: (() => void) | undefined;

  constructor(front: Front) {
    this.#front = front;
  }

  /** Answers on a socket. Whoever hands it over must not read from it. */
  take(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#forget(socket));
    // As a server that accepted it itself would have it: a peer that has said its last waits for an answer.
    socket.allowHalfOpen = true;
    this.#front.server.emit("connection", socket);
  }

  /** Gives up the sockets on which nothing is under way; they are paused. */
  release(): Socket[] {
    const released = this.#front.releaseResting();
    for (const socket of released) this.#forget(socket);
    return released;
  }

  /** Answers what is in hand, and closes. */
  async close(drainTimeoutMs: number): Promise<void> {
    await drain(this.#front, drainTimeoutMs, undefined, () => this.#empty());
    this.#front.dispose();
  }

  #forget(socket: Socket): void {
    this.#sockets.delete(socket);
    if (this.#sockets.size === 0) this.#emptied?.();
  }

  #empty(): Promise<void> {
    return new Promise((resolve) => {
      this.#emptied = resolve;
      if (this.#sockets.size === 0) resolve();
    });
  }
}
