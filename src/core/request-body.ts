// The body of a request, read once, whoever asks first: a hook, the step before the handler, or the handler.

import type { Incoming } from "../gateway.ts";

const nothing = new Uint8Array(0);

export class RequestBody {
  readonly #incoming: Incoming;
  readonly #maxBytes: number;
  #bytes: Uint8Array | Promise<Uint8Array> | undefined;
  #streamed = false;

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
    this.#refuseIfStreamed();
    this.#bytes ??= this.#incoming.hasBody ? this.#read() : nothing;
    return this.#bytes;
  }

  /**
   * The body while it arrives; or as it was read already, in one piece.
   *
   * @throws {TypeError} `body-streamed` if it has been asked for before. Iterating throws a BodyError.
   */
  stream(): AsyncIterable<Uint8Array> {
    this.#refuseIfStreamed();
    if (this.#bytes !== undefined || !this.#incoming.hasBody) return onePiece(this.bytes());
    this.#streamed = true;
    return this.#incoming.streamBody(this.#maxBytes);
  }

  /** The whole body if it has been read and is still there; asking reads nothing. */
  get held(): Uint8Array | null {
    return this.#bytes instanceof Uint8Array ? this.#bytes : null;
  }

  #refuseIfStreamed(): void {
    if (!this.#streamed) return;
    throw new TypeError(
      `Cannot read the body: it has been read as a stream, and is gone\n` +
        `Fix: read it once, or without streamBody, which keeps it    [body-streamed]`,
    );
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

async function* onePiece(
  bytes: Uint8Array | Promise<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const piece = await bytes;
  if (piece.length > 0) yield piece;
}
