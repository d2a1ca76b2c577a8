// The body of one request while it arrives: kept for whoever reads it whole, handed on to whoever
// reads it as a stream, or counted and dropped.

import { BodyError } from "../gateway.ts";
import { ByteStream } from "./byte-stream.ts";
import { ChunkedDecoder } from "./chunked-decoder.ts";
import { GatheredBytes } from "../http/gathered-bytes.ts";
import type { Input } from "./input.ts";
import type { Limits } from "./limits.ts";
import type { RequestHead } from "./request-head.ts";
import { ProtocolError, type ProtocolErrorCode } from "./protocol-error.ts";

interface Reader {
  resolve(bytes: Uint8Array): void;
  reject(error: BodyError): void;
}

const nothing = new Uint8Array(0);

export class RequestBody {
  /** Whether the body can never be whole, so that nobody knows where the next request begins. */
  broken = false;
  /** Whether the client sends nothing before it has seen `100 Continue`. */
  awaitsContinue: boolean;
  readonly #decoder: ChunkedDecoder | null;
  /** How much has come, in bytes. */
  received = 0;
  #remaining: number;
  #kept: GatheredBytes | null = new GatheredBytes();
  #maxBytes: number = Number.POSITIVE_INFINITY;
  #reader: Reader | null = null;
  #stream: ByteStream | null = null;
  #claimed = false;

  constructor(head: Pick<RequestHead, "framing" | "expectsContinue">, limits: Limits) {
    const { framing } = head;
    this.awaitsContinue = head.expectsContinue;
    this.#decoder = framing.kind === "chunked" ? new ChunkedDecoder(limits) : null;
    this.#remaining = framing.kind === "length" ? framing.bytes : 0;
  }

  get complete(): boolean {
    return this.#decoder === null ? this.#remaining === 0 : this.#decoder.complete;
  }

  /** Whether someone waits for the rest, and has room for it. */
  get wanted(): boolean {
    if (this.#reader !== null) return true;
    const stream = this.#stream;
    return stream !== null && stream.open && stream.begun && !stream.full;
  }

  /** Whether the connection can be used again although nobody reads the rest, of up to `maxBytes`. */
  canBeSkipped(maxBytes: number): boolean {
    if (this.complete) return true;
    // Without `100 Continue` nobody knows whether the client will send the body after all.
    return !this.broken && !this.awaitsContinue && this.#remaining <= maxBytes;
  }

  /**
   * Reads what is there.
   *
   * @returns The whole body, or null if more is to come: then `rest()` promises it.
   * @throws {BodyError} And the body is broken.
   */
  read(input: Input, maxBytes: number): Uint8Array | null {
    this.#claim();
    this.#maxBytes = maxBytes;
    try {
      if (this.#remaining > maxBytes) throw new ProtocolError("body-too-large");
      this.take(input);
    } catch (error) {
      this.broken = true;
      throw error instanceof ProtocolError ? new BodyError(error) : error;
    }
    return this.complete ? this.#bytes() : null;
  }

  rest(): Promise<Uint8Array> {
    const rest = new Promise<Uint8Array>((resolve, reject) => {
      this.#reader = { resolve, reject };
    });
    // Whoever asked may have stopped waiting: a client that leaves must not end the program.
    rest.catch(() => {});
    return rest;
  }

  /**
   * Reads the body as a stream.
   *
   * @param onWanted Called when the reader waits for more, or has made room for it.
   */
  stream(maxBytes: number, onWanted: () => void): ByteStream {
    this.#claim();
    this.#stream = new ByteStream(onWanted);
    this.#maxBytes = maxBytes;
    this.#kept = null;
    return this.#stream;
  }

  /** Refuses a body that announces more than its reader accepts, which is known before it comes. */
  get announcesTooMuch(): boolean {
    return this.#remaining > this.#maxBytes - this.received;
  }

  /** Drops what is there and what is still to come. Whoever waits for it waits in vain. */
  discard(maxBytes: number): void {
    this.break("body-incomplete");
    this.#kept = null;
    this.#maxBytes = this.received + maxBytes;
  }

  /**
   * Takes what belongs to the body.
   *
   * @throws {ProtocolError} `body-too-large` (413) and the codes of the chunked coding.
   */
  take(input: Input): void {
    if (this.#decoder !== null) {
      input.consume(this.#decoder.decode(input.bytes, input.at, this.#keep));
      return;
    }
    const end = Math.min(input.bytes.length, input.at + this.#remaining);
    this.#remaining -= end - input.at;
    if (end > input.at) this.#keep(input.bytes.subarray(input.at, end));
    input.consume(end);
  }

  /** Tells whoever reads the body that this was all. */
  settle(): void {
    this.#stream?.end();
    const reader = this.#reader;
    this.#reader = null;
    reader?.resolve(this.#bytes());
  }

  /** Tells whoever waits for the body that it will never be whole. */
  break(code: ProtocolErrorCode): void {
    this.broken = true;
    const reader = this.#reader;
    this.#reader = null;
    if (reader === null && this.#stream === null) return;
    const error = new BodyError(new ProtocolError(code));
    reader?.reject(error);
    this.#stream?.fail(error);
  }

  #claim(): void {
    if (this.#claimed) throw new Error("Cannot read the body twice");
    this.#claimed = true;
  }

  #bytes(): Uint8Array {
    return this.#kept?.whole() ?? nothing;
  }

  readonly #keep = (slice: Uint8Array): void => {
    this.awaitsContinue = false;
    this.received += slice.length;
    if (this.received > this.#maxBytes) throw new ProtocolError("body-too-large");
    if (this.#stream !== null) this.#stream.add(slice);
    else this.#kept?.add(slice);
  };
}
