// Raw text in, raw text out: a connection of the engine without a socket.

import type { Gateway, Outgoing, Refusal } from "../gateway.ts";
import { Connection } from "../h1/connection.ts";
import { defaultLimits, type Limits } from "../h1/limits.ts";
import { DateLine } from "../h1/response-head.ts";
import type { Engine, Transport } from "../h1/transport.ts";

/** What speaks HTTP/1.1: an application, or anything with these two. */
export interface WireApp {
  readonly handle: Gateway;
  readonly refuse: (refusal: Refusal) => Outgoing;
}

export interface WireOptions {
  readonly limits?: Partial<Limits> | undefined;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Sends text as the bytes of one connection and gives back everything that is answered,
 * up to the point where the server would wait for more.
 *
 * @param pieces What the client sends; each piece arrives on its own.
 * @example
 * const app = new Hipflask();
 * app.get("/", () => jsonify({ ok: true }));
 * const answer = await wire(app, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
 * answer.split("\r\n")[0]; // => "HTTP/1.1 200 OK"
 * answer.endsWith('{"ok":true}'); // => true
 */
export async function wire(
  app: WireApp,
  pieces: string | readonly string[],
  options: WireOptions = {},
): Promise<string> {
  const transport = new TextTransport();
  const connection = new Connection(transport, new WireEngine(app, options.limits));
  for (const piece of typeof pieces === "string" ? [pieces] : pieces) {
    connection.receive(encoder.encode(piece));
    await turn();
  }
  const isBusy = (): boolean =>
    !transport.destroyed && (connection.phase === "handling" || connection.phase === "responding");
  // The client ends its side only now: to handlers that end would be its leaving.
  while (isBusy()) await turn();
  connection.receiveEnd();
  while (isBusy()) await turn();
  if (transport.destroyed) connection.lost();
  return transport.text;
}

// Lets promises and streams that are ready go on.
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

class TextTransport implements Transport {
  readonly scheme = "http" as const;
  readonly remoteAddress = "127.0.0.1";
  text = "";
  destroyed = false;

  write(text: string): boolean {
    this.text += text;
    return true;
  }

  writeBytes(before: string, bytes: Uint8Array, after: string): boolean {
    this.text += before + decoder.decode(bytes) + after;
    return true;
  }

  end(): void {}

  destroy(): void {
    this.destroyed = true;
  }

  pause(): void {}
  resume(): void {}
}

class WireEngine implements Engine {
  readonly gateway: Gateway;
  readonly refuse: Engine["refuse"];
  readonly limits: Limits;
  readonly #dateLine = new DateLine();

  constructor(app: WireApp, limits: Partial<Limits> | undefined) {
    this.gateway = app.handle;
    this.refuse = app.refuse;
    this.limits = { ...defaultLimits, ...limits };
  }

  get nowMs(): number {
    return performance.now();
  }

  dateLine(): string {
    return this.#dateLine.at(Date.now());
  }

  onError(error: unknown): void {
    console.error(error);
  }

  utf8Length(text: string): number {
    return encoder.encode(text).length;
  }
}
