// One HTTP/1.1 connection: bytes in, requests to the gateway, answers out in order.
// No socket and no timer: a transport delivers bytes and reports the passing of time.
//
//   idle → head → (body) → handling → (responding) → idle | lingering → closed

import { BodyError, type Outgoing } from "../gateway.ts";
import { Exchange, type ExchangeSource } from "./exchange.ts";
import { Input } from "./input.ts";
import { Output } from "./output.ts";
import { parseHead } from "./parse-head.ts";
import type { Phase } from "./phase.ts";
import { ProtocolError, type ProtocolErrorCode } from "./protocol-error.ts";
import { RequestBody } from "./request-body.ts";
import {
  StreamedResponse,
  connectionClose,
  connectionLine,
  discard,
  isStreamed,
  writeWhole,
} from "./response-writer.ts";
import type { Engine, Transport } from "./transport.ts";

export class Connection implements ExchangeSource {
  /** What the connection waits for. */
  phase: Phase = "idle";
  /** Since when, by the engine's clock. A body counts from the start of its request. */
  phaseSinceMs: number;
  readonly #transport: Transport;
  readonly #engine: Engine;
  readonly #input: Input;
  readonly #output: Output;
  #exchange: Exchange | null = null;
  #streamed: StreamedResponse | null = null;
  #body: RequestBody | null = null;
  #requestSinceMs = 0;
  #advancing = false;
  #peerEnded = false;
  #retiring = false;

  constructor(transport: Transport, engine: Engine) {
    this.#transport = transport;
    this.#engine = engine;
    this.#input = new Input(transport);
    this.#output = new Output(transport, engine);
    this.phaseSinceMs = engine.nowMs;
  }

  /** Whether the peer does not take what it is sent. */
  get blocked(): boolean {
    return this.#output.blocked;
  }

  get #over(): boolean {
    return this.phase === "lingering" || this.phase === "closed";
  }

  /** Takes what the peer sent. The bytes must not change afterwards. */
  receive(bytes: Uint8Array): void {
    // After the last answer the peer's bytes are only taken so that it can read that answer
    // before a reset reaches it.
    if (this.#over) return;
    this.#input.add(bytes);
    this.#advance();
  }

  /** Takes note that the peer will send no more. It may still read. */
  receiveEnd(): void {
    this.#peerEnded = true;
    if (this.#over) return;
    this.#exchange?.abort(new Error("the client ended the connection"));
    if (this.#body?.awaited === true) this.#breakBody("body-incomplete");
    else this.#advance();
  }

  /** Takes note that the transport takes more. */
  drained(): void {
    this.#output.drained();
    // Only now does the peer have its last answer, and time to close.
    if (this.phase === "lingering") this.#enter("lingering");
    this.#advance();
  }

  /** Takes note that the transport is gone. */
  lost(): void {
    const exchange = this.#exchange;
    this.#enter("closed");
    this.#exchange = null;
    this.#input.clear();
    exchange?.abort(new Error("the client closed the connection"));
    this.#streamed?.dispose();
    this.#body?.break("body-incomplete");
    this.#output.drained();
  }

  /** Takes note that the time for the present phase is over. */
  expire(): void {
    if (this.phase === "head") this.#refuse(new ProtocolError("head-timeout"));
    else if (this.phase === "body") this.#breakBody("request-timeout");
    else if (this.phase === "idle") this.#close();
    else this.#transport.destroy();
  }

  /** Makes the answer to the request in hand, or to the next one, the last. */
  retire(): void {
    this.#retiring = true;
  }

  /** Tells the request in hand that the server will not wait for its answer. */
  giveUp(reason: Error): void {
    this.#exchange?.abort(reason);
  }

  readBody(exchange: Exchange, maxBytes: number): Uint8Array | Promise<Uint8Array> {
    const body = this.#body;
    if (this.phase === "closed") throw new BodyError(new ProtocolError("body-incomplete"));
    if (exchange !== this.#exchange || body === null) {
      throw new Error("Cannot read the body: the request is over, or has none");
    }
    const whole = body.read(this.#input, maxBytes);
    if (whole !== null) return whole;
    if (this.#peerEnded) {
      body.broken = true;
      throw new BodyError(new ProtocolError("body-incomplete"));
    }
    if (body.awaitsContinue) {
      body.awaitsContinue = false;
      this.#output.ascii("HTTP/1.1 100 Continue\r\n\r\n");
      this.#output.flush();
    }
    this.#enter("body");
    this.phaseSinceMs = this.#requestSinceMs;
    this.#input.resume();
    return body.rest();
  }

  // Goes as far as the bytes, the gateway and the peer's appetite allow.
  #advance(): void {
    if (this.#advancing) return;
    this.#advancing = true;
    while (this.#step());
    this.#advancing = false;
    this.#output.flush();
    if (this.#peerEnded && this.#exchange === null && !this.#output.blocked) this.#close();
  }

  // Returns whether another step may be possible.
  #step(): boolean {
    if (this.#over) return false;
    const body = this.#body;
    if (this.#exchange === null ? this.#output.blocked : body?.awaited !== true) {
      // Someone else has to move first. What the peer sends meanwhile must not pile up.
      this.#input.hold(this.#engine.limits.maxHeadBytes);
      return false;
    }
    return body === null ? this.#nextRequest() : this.#takeBody(body);
  }

  #nextRequest(): boolean {
    const input = this.#input;
    input.skipEmptyLines();
    if (input.held === 0) return input.resume();
    if (this.phase !== "head") {
      this.#enter("head");
      this.#requestSinceMs = this.phaseSinceMs;
    }
    let head;
    try {
      head = parseHead(input.bytes, input.at, this.#engine.limits);
    } catch (error) {
      this.#refuse(error);
      return false;
    }
    if (head === null) return input.resume();
    input.consume(head.end);
    this.#body = head.framing.kind === "none" ? null : new RequestBody(head, this.#engine.limits);
    this.#enter("handling");
    this.#serve(new Exchange(head, this.#transport, this));
    return true;
  }

  #serve(exchange: Exchange): void {
    this.#exchange = exchange;
    let outgoing;
    try {
      outgoing = this.#engine.gateway(exchange);
    } catch (error) {
      return this.#fail(exchange, error);
    }
    if (outgoing instanceof Promise) {
      outgoing.then(
        (answer) => this.#answer(exchange, answer),
        (error: unknown) => this.#fail(exchange, error),
      );
    } else {
      this.#answer(exchange, outgoing);
    }
  }

  // A gateway reports its own failures as responses. One that throws is broken.
  #fail(exchange: Exchange, error: unknown): void {
    this.#engine.onError(error);
    this.#retiring = true;
    const refusal = { status: 500, code: "gateway-failed", detail: "the server failed" };
    this.#answer(exchange, this.#engine.refuse(refusal));
  }

  #refuse(error: unknown): void {
    if (!(error instanceof ProtocolError)) throw error;
    writeWhole(this.#output, this.#engine, this.#engine.refuse(error), connectionClose, false);
    this.#close();
  }

  #answer(exchange: Exchange, outgoing: Outgoing): void {
    if (exchange !== this.#exchange) return discard(outgoing);
    const { head } = exchange;
    const bodyCanBeSkipped =
      this.#body?.canBeSkipped(this.#engine.limits.maxDiscardedBytes) ?? true;
    const keepAlive = head.keepAlive && !this.#retiring && bodyCanBeSkipped;
    const line = connectionLine(keepAlive, head.minorVersion);
    try {
      if (isStreamed(outgoing)) {
        const streamed = new StreamedResponse(this.#output, this.#engine, head, outgoing, line);
        void this.#stream(exchange, streamed, keepAlive && streamed.selfDelimited);
        return;
      }
      writeWhole(this.#output, this.#engine, outgoing, line, head.method === "HEAD");
    } catch (error) {
      return this.#fail(exchange, error);
    }
    this.#finish(keepAlive);
  }

  async #stream(exchange: Exchange, streamed: StreamedResponse, keepAlive: boolean): Promise<void> {
    this.#enter("responding");
    this.#streamed = streamed;
    const isCurrent = (): boolean => exchange === this.#exchange;
    try {
      if (!(await streamed.write(isCurrent))) return;
      this.#streamed = null;
      this.#finish(keepAlive && !this.#retiring);
    } catch (error) {
      // Nobody waits for this answer any more, nor for news of it.
      if (!isCurrent()) return;
      // Half an answer must not look like a whole one: the missing last chunk tells the client.
      if (!exchange.aborted) this.#engine.onError(error);
      this.#transport.destroy();
    }
  }

  // The answer is out, or about to be.
  #finish(keepAlive: boolean): void {
    this.#exchange = null;
    if (!keepAlive) return this.#close();
    if (this.#body?.complete !== false) this.#body = null;
    else this.#body.discard(this.#engine.limits.maxDiscardedBytes);
    this.#enter("idle");
    this.#advance();
  }

  // Gives the body what is there. Returns whether the next request may follow.
  #takeBody(body: RequestBody): boolean {
    try {
      body.take(this.#input);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      if (body.awaited) this.#breakBody(error.code);
      else this.#close();
      return false;
    }
    if (!body.complete) return this.#input.resume();
    if (body.awaited) {
      this.#enter("handling");
      body.settle();
      return false;
    }
    this.#body = null;
    return true;
  }

  #breakBody(code: ProtocolErrorCode): void {
    this.#enter("handling");
    this.#body?.break(code);
  }

  #close(): void {
    if (this.#over) return;
    this.#output.flush();
    this.#input.clear();
    this.#exchange = null;
    this.#enter("lingering");
    this.#input.resume();
    this.#transport.end();
  }

  #enter(phase: Phase): void {
    this.phase = phase;
    this.phaseSinceMs = this.#engine.nowMs;
  }
}
