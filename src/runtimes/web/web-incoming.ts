// The web's Request as an Incoming.

import { BodyError, type Incoming } from "../../gateway.ts";
import { HeaderFields } from "../../http/headers.ts";

export class WebIncoming implements Incoming {
  readonly method: string;
  readonly target: string;
  readonly scheme: "http" | "https";
  readonly authority: string;
  readonly remoteAddress: string = "";
  readonly #request: Request;
  #headers: HeaderFields | undefined;

  constructor(request: Request) {
    const url = new URL(request.url);
    this.#request = request;
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

  async readBody(maxBytes: number): Promise<Uint8Array> {
    const { body } = this.#request;
    if (body === null) return new Uint8Array(0);
    const announced = Number(this.headers.get("content-length") ?? 0);
    if (announced > maxBytes) {
      // Whether its source can be told to stop is its own affair: the answer does not wait.
      body.cancel().catch(() => {});
      throw tooLarge();
    }
    return collect(body, maxBytes);
  }
}

async function collect(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let received = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    received += value.length;
    if (received > maxBytes) {
      reader.cancel().catch(() => {});
      throw tooLarge();
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0]!;
  const whole = new Uint8Array(received);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function tooLarge(): BodyError {
  return new BodyError({
    status: 413,
    code: "body-too-large",
    detail: "the request's body is larger than this server accepts",
  });
}
