// One request on a connection, as the gateway sees it.

import type { Incoming } from "../gateway.ts";
import type { HeaderFields } from "../http/headers.ts";
import type { RequestHead } from "./request-head.ts";
import type { Transport } from "./transport.ts";

/** What an exchange asks of the connection that it came by. */
export interface ExchangeSource {
  /** Aborted when the connection is to end with the answer in hand. */
  readonly closing: AbortSignal;
  readBody(exchange: Exchange, maxBytes: number): Uint8Array | Promise<Uint8Array>;
  streamBody(exchange: Exchange, maxBytes: number): AsyncIterable<Uint8Array>;
}

export class Exchange implements Incoming {
  readonly head: RequestHead;
  readonly #transport: Pick<Transport, "scheme" | "remoteAddress">;
  readonly #source: ExchangeSource;
  #controller: AbortController | undefined;
  #abortReason: Error | undefined;

  constructor(
    head: RequestHead,
    transport: Pick<Transport, "scheme" | "remoteAddress">,
    source: ExchangeSource,
  ) {
    this.head = head;
    this.#transport = transport;
    this.#source = source;
  }

  get method(): string {
    return this.head.method;
  }

  get target(): string {
    return this.head.target;
  }

  get authority(): string {
    return this.head.authority;
  }

  get headers(): HeaderFields {
    return this.head.headers;
  }

  get scheme(): "http" | "https" {
    return this.#transport.scheme;
  }

  get remoteAddress(): string {
    return this.#transport.remoteAddress;
  }

  get upgrade(): string | null {
    return this.head.upgrade;
  }

  get hasBody(): boolean {
    return this.head.framing.kind !== "none";
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#abortReason !== undefined) this.#controller.abort(this.#abortReason);
    }
    return this.#controller.signal;
  }

  get closing(): AbortSignal {
    return this.#source.closing;
  }

  /** Whether nobody waits for the answer any more. */
  get aborted(): boolean {
    return this.#abortReason !== undefined;
  }

  /** Tells whoever holds the signal that nobody waits for the answer any more. */
  abort(reason: Error): void {
    this.#abortReason ??= reason;
    this.#controller?.abort(this.#abortReason);
  }

  readBody(maxBytes: number): Uint8Array | Promise<Uint8Array> {
    return this.#source.readBody(this, maxBytes);
  }

  streamBody(maxBytes: number): AsyncIterable<Uint8Array> {
    return this.#source.streamBody(this, maxBytes);
  }
}
