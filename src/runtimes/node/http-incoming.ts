// A request of node:http as an Incoming.

import type { IncomingMessage } from "node:http";
import { BodyError, type Incoming } from "../../gateway.ts";
import { GatheredBytes } from "../../http/gathered-bytes.ts";
import { HeaderFields } from "../../http/headers.ts";

/** What node:http does not say of a request. */
export interface HttpRequestFacts {
  readonly scheme: "http" | "https";
  readonly signal: () => AbortSignal;
  readonly closing: AbortSignal;
  /** Tells the client to send its body, if it waits for that. */
  readonly sendContinue: () => void;
}

const tooLarge = {
  status: 413,
  code: "body-too-large",
  detail: "the request's body is larger than this server accepts",
};
const incomplete = {
  status: 400,
  code: "body-incomplete",
  detail: "the request ended before its body did",
};

export class HttpIncoming implements Incoming {
  readonly method: string;
  readonly target: string;
  readonly authority: string;
  readonly remoteAddress: string;
  readonly hasBody: boolean;
  readonly scheme: "http" | "https";
  readonly #message: IncomingMessage;
  readonly #facts: HttpRequestFacts;
  #headers: HeaderFields | undefined;

  constructor(message: IncomingMessage, facts: HttpRequestFacts) {
    const { headers, method = "GET", socket, url = "/" } = message;
    this.#message = message;
    this.#facts = facts;
    this.method = method;
    this.scheme = facts.scheme;
    this.remoteAddress = socket.remoteAddress ?? "";
    this.hasBody =
      headers["transfer-encoding"] !== undefined || headers["content-length"] !== undefined;
    // RFC 9112 §3.2.2: a URL as target counts more than the Host field.
    const absolute = /^https?:\/\/([^/?]*)(.*)$/i.exec(url);
    this.authority = absolute?.[1] ?? headers.host ?? "";
    const rest = absolute?.[2] ?? url;
    this.target = absolute !== null && !rest.startsWith("/") ? `/${rest}` : rest;
  }

  get headers(): HeaderFields {
    if (this.#headers === undefined) {
      const { rawHeaders } = this.#message;
      const names = rawHeaders.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase());
      const values = rawHeaders.filter((_, i) => i % 2 === 1);
      this.#headers = HeaderFields.fromParsed(names, values).freeze();
    }
    return this.#headers;
  }

  get upgrade(): string | null {
    const { connection = "", upgrade } = this.#message.headers;
    const offers = connection
      .split(",")
      .some((option) => option.trim().toLowerCase() === "upgrade");
    return upgrade === undefined || !offers ? null : upgrade.toLowerCase();
  }

  get signal(): AbortSignal {
    return this.#facts.signal();
  }

  get closing(): AbortSignal {
    return this.#facts.closing;
  }

  async readBody(maxBytes: number): Promise<Uint8Array> {
    const whole = new GatheredBytes();
    for await (const slice of this.streamBody(maxBytes)) whole.add(slice);
    return whole.whole();
  }

  async *streamBody(maxBytes: number): AsyncGenerator<Uint8Array, undefined> {
    const message = this.#message;
    if (Number(message.headers["content-length"] ?? 0) > maxBytes) throw new BodyError(tooLarge);
    this.#facts.sendContinue();
    let received = 0;
    // Whoever stops reading still wants to answer: the socket stays.
    const slices = message.iterator({ destroyOnReturn: false });
    try {
      for await (const slice of slices as AsyncIterable<Buffer>) {
        received += slice.length;
        if (received > maxBytes) throw new BodyError(tooLarge);
        yield slice;
      }
    } catch (error) {
      throw error instanceof BodyError ? error : new BodyError(incomplete);
    }
    if (!message.complete) throw new BodyError(incomplete);
  }
}
