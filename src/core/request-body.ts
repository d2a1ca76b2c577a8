// The body of a request, read once, whoever asks first: a hook, the step before the handler, or the handler.

import type { Incoming } from "../gateway.ts";

const nothing = new Uint8Array(0);

export class RequestBody {
  readonly #incoming: Incoming;
  readonly #maxBytes: number;
  #bytes: Uint8Array | Promise<Uint8Array> | undefined;

  /** @param maxBytes The most that is accepted. */
  constructor(incoming: Incoming, maxBytes: number) {
    this.#incoming = incoming;
    this.#maxBytes = maxBytes;
  }

  /**
   * The whole body: at once if it is there, else a promise.
   *
   * @throws {BodyError} Also as a rejection, and again whenever it is asked for.
   */
  bytes(): Uint8Array | Promise<Uint8Array> {
    this.#bytes ??= this.#incoming.hasBody ? this.#read() : nothing;
    return this.#bytes;
  }

  #read(): Uint8Array | Promise<Uint8Array> {
    let read;
    try {
      read = this.#incoming.readBody(this.#maxBytes);
    } catch (error) {
      read = Promise.reject(error);
    }
    if (read instanceof Promise) {
      read.then(
        (bytes) => (this.#bytes = bytes),
        // Whoever asked hears of it.
        () => {},
      );
    }
    return read;
  }
}
