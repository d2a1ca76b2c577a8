// The body of one request while it arrives: kept for whoever reads it, or counted and dropped.

import { BodyError } from "../gateway.ts";
import { ChunkedDecoder } from "./chunked-decoder.ts";
import { GatheredBytes } from "./gathered-bytes.ts";
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
  #received = 0;
  #remaining: number;
  #kept: GatheredBytes | null = new GatheredBytes();
  #maxBytes: number = Number.POSITIVE_INFINITY;
  #reader: Reader | null = null;

  constructor(head: Pick<RequestHead, "framing" | "expectsContinue">, limits: Limits) {
    const { framing } = head;
    this.awaitsContinue = head.expectsContinue;
    this.#decoder = framing.kind === "chunked" ? new ChunkedDecoder(limits) : null;
    this.#remaining = framing.kind === "length" ? framing.bytes : 0;
  }

  get complete(): boolean {
    return this.#decoder === null ? this.#remaining === 0 : this.#decoder.complete;
  }

  /** Whether someone waits for the rest. */
  get awaited(): boolean {
    return this.#reader !== null;
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

  /** Drops what is there and what is still to come. Whoever waits for it waits in vain. */
  discard(maxBytes: number): void {
    this.break("body-incomplete");
    this.#kept = null;
    this.#maxBytes = this.#received + maxBytes;
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

  /** Hands the whole body to whoever waits for it. */
  settle(): void {
    const reader = this.#reader;
    this.#reader = null;
    reader?.resolve(this.#bytes());
  }

  /** Tells whoever waits for the body that it will never be whole. */
  break(code: ProtocolErrorCode): void {
    this.broken = true;
    const reader = this.#reader;
    this.#reader = null;
    reader?.reject(new BodyError(new ProtocolError(code)));
  }

  #bytes(): Uint8Array {
    return this.#kept?.whole() ?? nothing;
  }

  readonly #keep = (slice: Uint8Array): void => {
    this.awaitsContinue = false;
    this.#received += slice.length;
    if (this.#received > this.#maxBytes) throw new ProtocolError("body-too-large");
    this.#kept?.add(slice);
  };
}
