// One HTTP/1.1 connection: bytes in, requests to the gateway, answers out in order.
// No socket and no timer: a transport delivers bytes and reports the passing of time.
//
//   idle → head → (body) → handling → (responding) → idle | upgraded | lingering → closed

import { BodyError } from "../gateway.ts";
import { Exchange, type ExchangeSource } from "./exchange.ts";
import { Input } from "./input.ts";
import { Output } from "./output.ts";
import { parseHead } from "./parse-head.ts";
import type { Phase } from "./phase.ts";
import { ProtocolError, type ProtocolErrorCode } from "./protocol-error.ts";
import { RequestBody } from "./request-body.ts";
import { Upgraded } from "./upgraded.ts";
import { Responder, type ResponderHost } from "./responder.ts";
import type { Engine, Transport } from "./transport.ts";

export class Connection implements ExchangeSource, ResponderHost {
  /** What the connection waits for. */
  phase: Phase = "idle";
  /** Since when, by the engine's clock. A body counts from the start of its request. */
  phaseSinceMs: number;
  readonly #transport: Transport;
  readonly #engine: Engine;
  readonly #input: Input;
  readonly #output: Output;
  readonly #responder: Responder;
  #exchange: Exchange | null = null;
  #body: RequestBody | null = null;
  #upgraded: Upgraded | null = null;
  #requestSinceMs = 0;
  #responding = false;
  #advancing = false;
  #peerEnded = false;
  #retiring = false;

  constructor(transport: Transport, engine: Engine) {
    this.#transport = transport;
    this.#engine = engine;
    this.#input = new Input(transport);
    this.#output = new Output(transport, engine);
    this.#responder = new Responder(transport, engine, this.#output, this);
    this.phaseSinceMs = engine.nowMs;
  }

  /** Whether the peer does not take what it is sent. */
  get blocked(): boolean {
    return this.#output.blocked;
  }

  // Whether HTTP has nothing more to say.
  get #over(): boolean {
    return this.phase === "lingering" || this.phase === "closed" || this.phase === "upgraded";
  }

  /** Takes what the peer sent. The bytes must not change afterwards. */
  receive(bytes: Uint8Array): void {
    // After the last answer the peer's bytes are only taken so that it can read that answer
    // before a reset reaches it.
    if (this.#upgraded !== null) return this.#upgraded.receive(bytes);
    if (this.#over) return;
    this.#input.add(bytes);
    this.#advance();
  }

  /** Takes note that the peer will send no more. It may still read. */
  receiveEnd(): void {
    this.#peerEnded = true;
    if (this.#upgraded !== null) return this.#upgraded.receiveEnd();
    if (this.#over) return;
    this.#exchange?.abort(new Error("the client ended the connection"));
    if (this.#body?.wanted === true) this.#breakBody("body-incomplete");
    else this.#advance();
  }

  /** Takes note that the transport takes more. */
  drained(): void {
    this.#output.drained();
    this.#upgraded?.roomAgain();
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
    const reason = new Error("the client closed the connection");
    exchange?.abort(reason);
    this.#upgraded?.lost(reason);
    this.#responder.dispose();
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
    this.#upgraded?.abort(reason);
  }

  readBody(exchange: Exchange, maxBytes: number): Uint8Array | Promise<Uint8Array> {
    const body = this.#bodyOf(exchange);
    const whole = body.read(this.#input, maxBytes);
    if (whole !== null) return whole;
    if (this.#peerEnded) {
      body.broken = true;
      throw new BodyError(new ProtocolError("body-incomplete"));
    }
    const rest = body.rest();
    this.#awaitBody(body);
    return rest;
  }

  streamBody(exchange: Exchange, maxBytes: number): AsyncIterable<Uint8Array> {
    const body = this.#bodyOf(exchange);
    return body.stream(maxBytes, () => this.#pullBody(body));
  }

  #bodyOf(exchange: Exchange): RequestBody {
    if (this.phase === "closed") throw new BodyError(new ProtocolError("body-incomplete"));
    if (exchange !== this.#exchange || this.#body === null) {
      throw new Error("Cannot read the body: the request is over, or has none");
    }
    return this.#body;
  }

  // Whoever reads the body as a stream waits for more, or has room for more.
  #pullBody(body: RequestBody): void {
    if (body !== this.#body || body.broken) return body.break("body-incomplete");
    if (body.announcesTooMuch) return this.#breakBody("body-too-large");
    this.#advance();
    if (!body.wanted) return;
    if (this.#peerEnded) this.#breakBody("body-incomplete");
    else this.#awaitBody(body);
  }

  #awaitBody(body: RequestBody): void {
    if (body.awaitsContinue) {
      body.awaitsContinue = false;
      this.#output.ascii("HTTP/1.1 100 Continue\r\n\r\n");
      this.#output.flush();
    }
    this.#enter("body");
    this.phaseSinceMs = this.#requestSinceMs;
    this.#input.resume();
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
    if (this.#exchange === null ? this.#output.blocked : body?.wanted !== true) {
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
      if (!(error instanceof ProtocolError)) throw error;
      this.#refuse(error);
      return false;
    }
    if (head === null) return input.resume();
    input.consume(head.end);
    this.#body = head.framing.kind === "none" ? null : new RequestBody(head, this.#engine.limits);
    this.#enter("handling");
    this.#exchange = new Exchange(head, this.#transport, this);
    this.#responder.serve(this.#exchange);
    return true;
  }

  #refuse(error: ProtocolError): void {
    this.#responder.refuse(error);
    this.#close();
  }

  isCurrent(exchange: Exchange): boolean {
    return exchange === this.#exchange;
  }

  canGoOn(): boolean {
    if (this.#retiring) return false;
    return this.#body?.canBeSkipped(this.#engine.limits.maxDiscardedBytes) ?? true;
  }

  responding(): void {
    this.#responding = true;
    this.#enter("responding");
  }

  answered(mayGoOn: boolean): void {
    this.#exchange = null;
    this.#responding = false;
    if (!mayGoOn || this.#retiring) return this.#close();
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
      if (body.wanted) this.#breakBody(error.code);
      else this.#close();
      return false;
    }
    if (!body.complete) {
      if (this.#exchange === null || body.wanted) return this.#input.resume();
      // A reader who is slower than the client is whom everyone waits for.
      this.#awaitGateway();
      return true;
    }
    if (this.#exchange !== null) {
      this.#awaitGateway();
      body.settle();
      return false;
    }
    this.#body = null;
    return true;
  }

  #awaitGateway(): void {
    this.#enter(this.#responding ? "responding" : "handling");
  }

  #breakBody(code: ProtocolErrorCode): void {
    this.#awaitGateway();
    this.#body?.break(code);
  }

  changeProtocol(): Upgraded {
    const early = this.#input.bytes.subarray(this.#input.at);
    this.#input.clear();
    this.#input.resume();
    this.#exchange = null;
    this.#upgraded = new Upgraded(this.#transport, early);
    this.#enter("upgraded");
    if (this.#peerEnded) this.#upgraded.receiveEnd();
    return this.#upgraded;
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
