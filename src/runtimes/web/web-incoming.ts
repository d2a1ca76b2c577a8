// The web's Request as an Incoming.

import { BodyError, type Incoming } from "../../gateway.ts";
import { GatheredBytes } from "../../http/gathered-bytes.ts";
import { HeaderFields } from "../../http/headers.ts";

/** The platform's promise to go on until work is done, as Workers give it with each request. */
export interface Lifetime {
  waitUntil(work: Promise<unknown>): void;
}

export class WebIncoming implements Incoming {
  readonly method: string;
  readonly target: string;
  readonly scheme: "http" | "https";
  readonly authority: string;
  readonly remoteAddress: string = "";
  /** The web's Response cannot hand over a connection. */
  readonly upgrade = null;
  readonly #request: Request;
  readonly #lifetime: Lifetime | undefined;
  #headers: HeaderFields | undefined;

  constructor(request: Request, lifetime?: Lifetime) {
    const url = new URL(request.url);
    this.#request = request;
    this.#lifetime = lifetime;
    this.method = request.method;
    this.target = url.pathname + url.search;
    this.scheme = url.protocol === "https:" ? "https" : "http";
    this.authority = url.host;
  }

  get headers(): HeaderFields {
    // The platform has already checked and lower-cased them.
    this.#headers ??= HeaderFields.fromParsed(
      [...this.#request.headers.keys()],
      [...this.#request.headers.values()],
    ).freeze();
    return this.#headers;
  }

  get signal(): AbortSignal {
    return this.#request.signal;
  }

  get hasBody(): boolean {
    return this.#request.body !== null;
  }

  waitUntil(work: Promise<unknown>): void {
    this.#lifetime?.waitUntil(work);
  }

  async readBody(maxBytes: number): Promise<Uint8Array> {
    const whole = new GatheredBytes();
    for await (const slice of this.streamBody(maxBytes)) whole.add(slice);
    return whole.whole();
  }

  async *streamBody(maxBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
    const { body } = this.#request;
    if (body === null) return;
    const reader = body.getReader();
    let received = 0;
    let over = false;
    try {
      if (Number(this.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
      for (;;) {
        const { done, value } = await reader.read();
        over = done;
        if (done) return;
        received += value.length;
        if (received > maxBytes) throw tooLarge();
        yield value;
      }
    } finally {
      // Whether the source can be told to stop is its own affair: the answer does not wait.
      if (!over) reader.cancel().catch(() => {});
    }
  }
}

function tooLarge(): BodyError {
  return new BodyError({
    status: 413,
    code: "body-too-large",
    detail: "the request's body is larger than this server accepts",
  });
}
