// What a connection has to say, gathered so that whatever one read produced leaves in one write.

import type { BodyChunk } from "../gateway.ts";
import type { Engine, Transport } from "./transport.ts";

// More than this is written at once, so that a burst of pipelined requests cannot pile up answers.
const flushBytes = 64 * 1024;

// Header values may hold Latin-1, which must not be encoded as UTF-8 together with a body.
const obsText = /[\x80-\xff]/;

export class Output {
  /** Whether the transport has asked to wait. */
  blocked = false;
  #wake: (() => void) | null = null;
  #text = "";
  // Whether the text can be written as Latin-1: heads can, most bodies can not.
  #latin1 = true;
  readonly #transport: Transport;
  readonly #engine: Engine;

  constructor(transport: Transport, engine: Engine) {
    this.#transport = transport;
    this.#engine = engine;
  }

  /** Adds text that is ASCII for certain. */
  ascii(text: string): void {
    this.#text += text;
    if (this.#text.length > flushBytes) this.flush();
  }

  /** Adds the lines of a head, which may hold Latin-1. */
  head(text: string): void {
    if (!this.#latin1 && obsText.test(text)) this.flush();
    this.#text += text;
  }

  /** Adds a body text. */
  text(text: string, utf8Length: number): void {
    if (utf8Length !== text.length) {
      if (this.#latin1 && obsText.test(this.#text)) this.flush();
      this.#latin1 = false;
    }
    this.#text += text;
    if (this.#text.length > flushBytes) this.flush();
  }

  /** Adds bytes, which leave at once together with what was gathered before. */
  bytes(bytes: Uint8Array, after: string): void {
    if (!this.#latin1) this.flush();
    const before = this.#text;
    this.#text = "";
    this.#accept(this.#transport.writeBytes(before, bytes, after));
  }

  /** Adds a piece of a stream, as a chunk of the chunked coding if asked. */
  chunk(chunk: BodyChunk, chunked: boolean): void {
    const length = typeof chunk === "string" ? this.#engine.utf8Length(chunk) : chunk.length;
    // An empty chunk would be the last one.
    if (length === 0) return;
    if (chunked) this.ascii(`${length.toString(16)}\r\n`);
    const after = chunked ? "\r\n" : "";
    if (typeof chunk === "string") this.text(chunk + after, length + after.length);
    else this.bytes(chunk, after);
    this.flush();
  }

  /** Waits until the transport takes more, or is gone. */
  room(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Takes note that the transport takes more, or is gone. */
  drained(): void {
    this.blocked = false;
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }

  flush(): void {
    if (this.#text === "") return;
    const text = this.#text;
    const encoding = this.#latin1 ? "latin1" : "utf8";
    this.#text = "";
    this.#latin1 = true;
    this.#accept(this.#transport.write(text, encoding));
  }

  #accept(mayGoOn: boolean): void {
    if (!mayGoOn) this.blocked = true;
  }
}
