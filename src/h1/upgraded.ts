// A connection after HTTP: the bytes are another protocol's, and so is the order of things.
// Source: RFC 9110 §7.8.

import type { Outgoing, UpgradedSocket } from "../gateway.ts";
import { ByteStream } from "./byte-stream.ts";
import type { Transport } from "./transport.ts";

export class Upgraded implements UpgradedSocket {
  readonly received: ByteStream;
  readonly #transport: Transport;
  readonly #controller = new AbortController();
  #paused = false;
  #blocked = false;
  #waiting: (() => void)[] = [];

  /** @param early What the peer has sent behind its request. */
  constructor(transport: Transport, early: Uint8Array) {
    this.#transport = transport;
    this.received = new ByteStream(() => this.#resume());
    this.receive(early);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Gives the connection to the other protocol. Its failure ends the connection, and is reported. */
  async handOver(
    takeOver: NonNullable<Outgoing["takeOver"]>,
    onError: (error: unknown) => void,
  ): Promise<void> {
    try {
      await takeOver(this);
    } catch (error) {
      // A protocol may end as its connection does: that is no failure.
      if (!this.signal.aborted) onError(error);
      this.destroy();
    }
  }

  write(bytes: Uint8Array): boolean {
    if (this.signal.aborted) return false;
    if (!this.#transport.writeBytes("", bytes, "")) this.#blocked = true;
    return !this.#blocked;
  }

  drained(): Promise<void> {
    if (!this.#blocked || this.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  end(): void {
    this.#transport.end();
  }

  destroy(): void {
    this.#transport.destroy();
  }

  /** Takes what the peer sent. */
  receive(bytes: Uint8Array): void {
    this.received.add(bytes);
    if (!this.received.full || this.#paused) return;
    this.#paused = true;
    this.#transport.pause();
  }

  /** Takes note that the peer will send no more. */
  receiveEnd(): void {
    this.received.end();
  }

  /** Takes note that the transport takes more, or never will. */
  roomAgain(): void {
    this.#blocked = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** Takes note that the transport is gone. */
  lost(reason: Error): void {
    this.abort(reason);
    this.received.fail(reason);
    this.roomAgain();
  }

  /** Tells the protocol that nobody will wait for it. */
  abort(reason: Error): void {
    this.#controller.abort(reason);
  }

  #resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#transport.resume();
  }
}
