// A request as the client made it, although a proxy passed it on.

import type { Incoming } from "../gateway.ts";
import type { HeaderFields } from "../http/headers.ts";

/** What a proxy knows better than the connection. */
export interface ClientFacts {
  readonly remoteAddress: string;
  readonly accessRoute: readonly string[];
  readonly scheme: "http" | "https";
  readonly authority: string;
  readonly mountPath: string;
}

export class ProxiedIncoming implements Incoming {
  readonly remoteAddress: string;
  readonly accessRoute: readonly string[];
  readonly scheme: "http" | "https";
  readonly authority: string;
  readonly mountPath: string;
  readonly #inner: Incoming;

  constructor(inner: Incoming, facts: ClientFacts) {
    this.#inner = inner;
    this.remoteAddress = facts.remoteAddress;
    this.accessRoute = facts.accessRoute;
    this.scheme = facts.scheme;
    this.authority = facts.authority;
    this.mountPath = facts.mountPath;
  }

  get method(): string {
    return this.#inner.method;
  }

  get target(): string {
    return this.#inner.target;
  }

  get headers(): HeaderFields {
    return this.#inner.headers;
  }

  get signal(): AbortSignal {
    return this.#inner.signal;
  }

  get closing(): AbortSignal | undefined {
    return this.#inner.closing;
  }

  get upgrade(): string | null {
    return this.#inner.upgrade;
  }

  get hasBody(): boolean {
    return this.#inner.hasBody;
  }

  readBody(maxBytes: number): Uint8Array | Promise<Uint8Array> {
    return this.#inner.readBody(maxBytes);
  }

  streamBody(maxBytes: number): AsyncIterable<Uint8Array> {
    return this.#inner.streamBody(maxBytes);
  }

  waitUntil(work: Promise<unknown>): void {
    this.#inner.waitUntil?.(work);
  }
}
