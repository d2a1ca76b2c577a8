// How the body of the request in hand comes in: when its reader asks for it, no faster than its
// reader takes it, and out of the way when nobody reads it.

import { BodyError } from "../gateway.ts";
import type { Input } from "./input.ts";
import type { Limits } from "./limits.ts";
import type { Output } from "./output.ts";
import type { PhaseClock } from "./phase-clock.ts";
import { ProtocolError, type ProtocolErrorCode } from "./protocol-error.ts";
import { RequestBody } from "./request-body.ts";
import type { RequestHead } from "./request-head.ts";

/** What the intake asks of its connection. */
export interface BodyIntakeHost {
  /** Whether the peer will send no more. */
  readonly peerEnded: boolean;
  /** Nobody waits for the client any more, but for the gateway. */
  awaitGateway(): void;
  /** Goes as far as the bytes that are there allow. */
  advance(): void;
}

export class BodyIntake {
  #body: RequestBody | null = null;
  readonly #input: Input;
  readonly #output: Output;
  readonly #limits: Limits;
  readonly #clock: PhaseClock;
  readonly #host: BodyIntakeHost;

  constructor(
    input: Input,
    output: Output,
    limits: Limits,
    clock: PhaseClock,
    host: BodyIntakeHost,
  ) {
    this.#input = input;
    this.#output = output;
    this.#limits = limits;
    this.#clock = clock;
    this.#host = host;
  }

  /** Whether a body stands between here and the next request. */
  get present(): boolean {
    return this.#body !== null;
  }

  /** Whether someone waits for the rest of the body, and has room for it. */
  get wanted(): boolean {
    return this.#body?.wanted === true;
  }

  /** How much of the body has come, in bytes. */
  get received(): number {
    return this.#body?.received ?? 0;
  }

  begin(head: RequestHead): void {
    this.#body = head.framing.kind === "none" ? null : new RequestBody(head, this.#limits);
  }

  read(maxBytes: number): Uint8Array | Promise<Uint8Array> {
    const body = this.#present();
    const whole = body.read(this.#input, maxBytes);
    if (whole !== null) return whole;
    if (this.#host.peerEnded) {
      body.broken = true;
      throw new BodyError(new ProtocolError("body-incomplete"));
    }
    const rest = body.rest();
    this.#await(body);
    return rest;
  }

  stream(maxBytes: number): AsyncIterable<Uint8Array> {
    const body = this.#present();
    return body.stream(maxBytes, () => this.#pull(body));
  }

  /**
   * Takes in what has come.
   *
   * @param dropped Whether the request has been answered, so that nobody will read it.
   * @returns Whether there is more to do with what is there.
   * @throws {ProtocolError} If the body is malformed or too large, and nobody reads it.
   */
  take(dropped: boolean): boolean {
    const body = this.#present();
    try {
      body.take(this.#input);
    } catch (error) {
      if (dropped || !(error instanceof ProtocolError)) throw error;
      this.break(error.code);
      return false;
    }
    if (!body.complete) {
      if (dropped || body.wanted) return this.#input.resume();
      // A reader who is slower than the client is whom everyone waits for.
      this.#host.awaitGateway();
      return true;
    }
    if (dropped) {
      this.#body = null;
      return true;
    }
    this.#host.awaitGateway();
    body.settle();
    return false;
  }

  /** Tells whoever waits for the body that it will never be whole. */
  break(code: ProtocolErrorCode): void {
    this.#host.awaitGateway();
    this.#body?.break(code);
  }

  /** Tells whoever waits for the body that its client is gone. */
  lost(): void {
    this.#body?.break("body-incomplete");
  }

  /** Whether the next request can be found although nobody reads the rest of the body. */
  get canBeSkipped(): boolean {
    return this.#body?.canBeSkipped(this.#limits.maxDiscardedBytes) ?? true;
  }

  /** Drops what nobody has read. */
  skip(): void {
    if (this.#body?.complete !== false) this.#body = null;
    else this.#body.discard(this.#limits.maxDiscardedBytes);
  }

  #present(): RequestBody {
    if (this.#body === null) throw new Error("Cannot read the body: the request has none");
    return this.#body;
  }

  // Whoever reads the body as a stream waits for more, or has room for more.
  #pull(body: RequestBody): void {
    if (body !== this.#body || body.broken) return body.break("body-incomplete");
    if (body.announcesTooMuch) return this.break("body-too-large");
    this.#host.advance();
    if (!body.wanted) return;
    if (this.#host.peerEnded) this.break("body-incomplete");
    else this.#await(body);
  }

  #await(body: RequestBody): void {
    if (body.awaitsContinue) {
      body.awaitsContinue = false;
      this.#output.ascii("HTTP/1.1 100 Continue\r\n\r\n");
      this.#output.flush();
    }
    this.#clock.enterBody(body.received);
    this.#input.resume();
  }
}
