// A client without a socket: what it sends goes into a connection, what it is sent is kept as bytes.
import { HeaderFields, type Gateway, type Incoming, type Outgoing } from "../../src/gateway.ts";
import { Connection } from "../../src/h1/connection.ts";
import { defaultLimits, type Limits } from "../../src/h1/limits.ts";
import type { Engine, Transport } from "../../src/h1/transport.ts";

const encoder = new TextEncoder();

/** Text as Latin-1: a character a byte. */
export const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

export const textOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

export const date = "date: Tue, 14 Nov 2023 22:13:20 GMT\r\n";

/** Lets promises, and streams that are ready, go on. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });

export const answer = (
  body: Outgoing["body"],
  status = 200,
  headers: Record<string, string> = {},
): Outgoing => ({ status, body, headers: new HeaderFields(headers) });

export interface PeerOptions {
  readonly gateway?: Gateway;
  readonly limits?: Partial<Limits>;
}

export class Peer implements Transport, Engine {
  readonly scheme = "http" as const;
  readonly remoteAddress = "192.0.2.1";
  readonly limits: Limits;
  readonly connection: Connection;
  readonly requests: Incoming[] = [];
  readonly errors: unknown[] = [];
  /** Everything the peer was sent, a character a byte, write by write. */
  readonly writes: string[] = [];
  readonly calls: string[] = [];
  /** Whether the transport takes more after a write. */
  takesMore = true;
  nowMs = 1_000;
  readonly #gateway: Gateway;

  constructor({ gateway = () => answer("ok"), limits }: PeerOptions = {}) {
    this.#gateway = gateway;
    this.limits = { ...defaultLimits, ...limits };
    this.connection = new Connection(this, this);
  }

  get received(): string {
    return this.writes.join("");
  }

  /** Sends each piece as a read of its own. */
  send(...pieces: string[]): this {
    for (const piece of pieces) this.connection.receive(bytesOf(piece));
    return this;
  }

  /** Goes away, as a closed socket does. */
  leave(): this {
    this.connection.lost();
    return this;
  }

  readonly gateway: Gateway = (incoming) => {
    this.requests.push(incoming);
    return this.#gateway(incoming);
  };

  readonly refuse: Engine["refuse"] = ({ status, code }) => answer(code, status);

  onError(error: unknown): void {
    this.errors.push(error);
  }

  dateLine(): string {
    return date;
  }

  utf8Length(text: string): number {
    return encoder.encode(text).length;
  }

  write(text: string, encoding: "latin1" | "utf8"): boolean {
    this.writes.push(encoding === "latin1" ? textOf(bytesOf(text)) : textOf(encoder.encode(text)));
    return this.takesMore;
  }

  writeBytes(before: string, bytes: Uint8Array, after: string): boolean {
    this.writes.push(textOf(bytesOf(before)) + textOf(bytes) + textOf(bytesOf(after)));
    return this.takesMore;
  }

  end(): void {
    this.calls.push("end");
  }

  destroy(): void {
    this.calls.push("destroy");
  }

  pause(): void {
    this.calls.push("pause");
  }

  resume(): void {
    this.calls.push("resume");
  }
}

/** A promise and its two ends. */
export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  resolve(value: Value): void;
  reject(error: unknown): void;
}

export function deferred<Value>(): Deferred<Value> {
  let resolve!: (value: Value) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<Value>((keep, refuse) => {
    resolve = keep;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
