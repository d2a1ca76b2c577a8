// A net.Socket as the transport of a connection.

import type { Socket } from "node:net";
import type { Transport } from "../../h1/transport.ts";
import type { DirectWrites } from "./direct-writes.ts";

export class SocketTransport implements Transport {
  readonly scheme: "http" | "https";
  readonly #socket: Socket;
  readonly #stallTimeoutMs: number;
  #direct: DirectWrites | null;

  /** @param direct The way past the stream, where the socket has one. */
  constructor(
    socket: Socket,
    scheme: "http" | "https",
    stallTimeoutMs: number,
    direct: DirectWrites | null = null,
  ) {
    this.#socket = socket;
    this.scheme = scheme;
    this.#stallTimeoutMs = stallTimeoutMs;
    this.#direct = direct;
  }

  get remoteAddress(): string {
    return this.#socket.remoteAddress ?? "";
  }

  write(text: string, encoding: "latin1" | "utf8"): boolean {
    const taken = this.#direct === null ? null : this.#direct.write(text, encoding);
    return this.#watched(taken ?? this.#socket.write(text, encoding));
  }

  writeBytes(before: string, bytes: Uint8Array, after: string): boolean {
    const socket = this.#socket;
    socket.cork();
    if (before !== "") socket.write(before, "latin1");
    let mayGoOn = socket.write(bytes);
    if (after !== "") mayGoOn = socket.write(after, "latin1");
    socket.uncork();
    return this.#watched(mayGoOn);
  }

  end(): void {
    this.#direct = null;
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Takes note that everything has gone out. */
  drained(): void {
    this.#socket.setTimeout(0);
  }

  // Node itself sees whether a large write still makes progress; a timer of its own is
  // started only for peers that are slow.
  #watched(mayGoOn: boolean): boolean {
    if (!mayGoOn) this.#socket.setTimeout(this.#stallTimeoutMs);
    return mayGoOn;
  }
}
