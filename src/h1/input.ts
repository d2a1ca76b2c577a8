// The bytes of a connection that have arrived and not yet been understood.

import { CR, LF } from "./grammar.ts";
import type { Transport } from "./transport.ts";

const nothing = new Uint8Array(0);

export class Input {
  bytes: Uint8Array = nothing;
  /** Where the bytes begin that nobody has taken yet. */
  at = 0;
  #paused = false;
  #room: Uint8Array | undefined;
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  get held(): number {
    return this.bytes.length - this.at;
  }

  add(bytes: Uint8Array): void {
    const held = this.held;
    if (held === 0) {
      this.bytes = bytes;
      this.at = 0;
      return;
    }
    // What comes a few bytes at a time is not copied again for each of them. Bytes that were
    // handed on are never written over: only the room behind them is used.
    const end = this.bytes.byteOffset + this.bytes.length;
    if (this.bytes.buffer !== this.#room?.buffer || end + bytes.length > this.#room.length) {
      this.#room = new Uint8Array(2 * (held + bytes.length));
      this.#room.set(this.bytes.subarray(this.at));
      this.bytes = this.#room.subarray(0, held);
      this.at = 0;
    }
    const start = this.bytes.byteOffset;
    this.#room.set(bytes, start + this.bytes.length);
    this.bytes = this.#room.subarray(start + this.at, start + this.bytes.length + bytes.length);
    this.at = 0;
  }

  /** Takes note that everything before `end` has been understood. */
  consume(end: number): void {
    this.at = end;
    // Not to keep a large read alive for the sake of nothing.
    if (end === this.bytes.length) this.clear();
  }

  clear(): void {
    this.bytes = nothing;
    this.at = 0;
    this.#room = undefined;
  }

  /** Stops the peer once it has sent so much ahead. */
  hold(maxBytes: number): void {
    if (this.#paused || this.held <= maxBytes) return;
    this.#paused = true;
    this.#transport.pause();
  }

  /** Lets the peer send more. Returns false: nothing can be done before it does. */
  resume(): false {
    if (this.#paused) {
      this.#paused = false;
      this.#transport.resume();
    }
    return false;
  }

  /** RFC 9112 §2.2: empty lines before a request line are ignored. */
  skipEmptyLines(): void {
    let at = this.at;
    while (this.bytes[at] === CR && this.bytes[at + 1] === LF) at += 2;
    if (at !== this.at) this.consume(at);
  }
}
