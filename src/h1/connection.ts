// One HTTP/1.1 connection: bytes in, requests to the gateway, answers out in order.
// No socket and no timer: a transport delivers bytes and reports the passing of time.
//   idle → head → (body) → handling → (responding) → idle | upgraded | lingering → closed

import { BodyError } from "../gateway.ts";
import { BodyIntake, type BodyIntakeHost } from "./body-intake.ts";
import { Exchange, type ExchangeSource } from "./exchange.ts";
import { Input } from "./input.ts";
import { Output } from "./output.ts";
import { CR } from "./grammar.ts";
import { HeadParser } from "./head-parser.ts";
import type { Phase, Timeouts } from "./phase.ts";
import { PhaseClock } from "./phase-clock.ts";
import { ProtocolError } from "./protocol-error.ts";
import { Retirement } from "./retirement.ts";
import { Responder, type ResponderHost } from "./responder.ts";
import type { Engine, Transport } from "./transport.ts";
import { Upgraded } from "./upgraded.ts";

export class Connection implements ExchangeSource, BodyIntakeHost, ResponderHost {
  readonly #transport: Transport;
  readonly #engine: Engine;
  readonly #input: Input;
  readonly #parser: HeadParser;
  readonly #output: Output;
  readonly #clock: PhaseClock;
  readonly #body: BodyIntake;
  readonly #responder: Responder;
  #exchange: Exchange | null = null;
  #upgraded: Upgraded | null = null;
  #requests = 0;
  #responding = false;
  #advancing = false;
  #peerEnded = false;
  readonly #retirement = new Retirement();

  constructor(transport: Transport, engine: Engine) {
    this.#transport = transport;
    this.#engine = engine;
    this.#input = new Input(transport);
    this.#parser = new HeadParser(engine.limits);
    this.#output = new Output(transport, engine);
    this.#clock = new PhaseClock(engine);
    this.#body = new BodyIntake(this.#input, this.#output, engine.limits, this.#clock, this);
    this.#responder = new Responder(transport, engine, this.#output, this);
  }

  /** What the connection waits for. */
  get phase(): Phase {
    return this.#clock.phase;
  }

  /** Since when, by the engine's clock. A body counts from the start of its request. */
  get phaseSinceMs(): number {
    return this.#clock.sinceMs;
  }

  /** Whether the peer will send no more. */
  get peerEnded(): boolean {
    return this.#peerEnded;
  }

  /** Whether the peer does not take what it is sent. */
  get blocked(): boolean {
    return this.#output.blocked;
  }

  /** Whether nothing is under way: someone else could go on with the peer from here. */
  get resting(): boolean {
    return this.phase === "idle" && this.#input.held === 0 && !this.#body.present && !this.blocked;
  }

  // Whether HTTP has nothing more to say. No getter: to read a private one, V8 goes through its runtime.
  #isOver(): boolean {
    const { phase } = this.#clock;
    return phase === "lingering" || phase === "closed" || phase === "upgraded";
  }

  /** Takes what the peer sent. The bytes must not change afterwards. */
  receive(bytes: Uint8Array): void {
    // After the last answer the peer's bytes are only taken so that it can read that answer before a reset reaches it.
    if (this.#upgraded !== null) return this.#upgraded.receive(bytes);
    if (this.#isOver()) return;
    this.#input.add(bytes);
    this.advance();
  }

  /** Takes note that the peer will send no more. It may still read. */
  receiveEnd(): void {
    this.#peerEnded = true;
    if (this.#upgraded !== null) return this.#upgraded.receiveEnd();
    if (this.#isOver()) return;
    this.#exchange?.abort(new Error("the client ended the connection"));
    if (this.#body.wanted) this.#body.break("body-incomplete");
    else this.advance();
  }

  /** Takes note that the transport takes more. */
  drained(): void {
    this.#output.drained();
    this.#upgraded?.roomAgain();
    // Only now does the peer have its last answer, and time to close.
    if (this.phase === "lingering") this.#clock.enter("lingering");
    this.advance();
  }

  /** Takes note that the transport is gone. */
  lost(): void {
    const exchange = this.#exchange;
    this.#clock.enter("closed");
    this.#exchange = null;
    this.#input.clear();
    const reason = new Error("the client closed the connection");
    exchange?.abort(reason);
    this.#upgraded?.lost(reason);
    this.#responder.dispose();
    this.#body.lost();
    this.#output.drained();
  }

  /**
   * Takes note of the time; to be called now and then.
   *
   * @param toleranceMs How late the engine's clock may be.
   */
  tick(timeouts: Timeouts, toleranceMs: number): void {
    // The transport watches over a peer that does not read.
    if (this.blocked) return;
    if (this.#clock.isOver(timeouts, toleranceMs)) this.expire();
    else if (this.#clock.isTooSlow(this.#body.received, timeouts, this.#engine.limits)) {
      this.#body.break("body-too-slow");
    }
  }

  /** Takes note that the time for the present phase is over. */
  expire(): void {
    if (this.phase === "head") this.#refuse(new ProtocolError("head-timeout"));
    else if (this.phase === "body") this.#body.break("request-timeout");
    else if (this.phase === "handling") this.#leaveHandler();
    else if (this.phase === "idle") this.#close();
    else this.#transport.destroy();
  }

  // The handler may go on, but nobody will hear of it.
  #leaveHandler(): void {
    const exchange = this.#exchange!;
    exchange.abort(new Error("the handler took too long"));
    this.#responder.giveUp(exchange, new ProtocolError("handler-timeout"));
  }

  /** Makes the answer to the request in hand, or to the next one, the last. */
  retire(): void {
    this.#retirement.begin();
  }

  get closing(): AbortSignal {
    return this.#retirement.signal;
  }

  /** Tells the request in hand that the server will not wait for its answer. */
  giveUp(reason: Error): void {
    this.#exchange?.abort(reason);
    this.#upgraded?.abort(reason);
  }

  readBody(exchange: Exchange, maxBytes: number): Uint8Array | Promise<Uint8Array> {
    this.#checkStanding(exchange);
    return this.#body.read(maxBytes);
  }

  streamBody(exchange: Exchange, maxBytes: number): AsyncIterable<Uint8Array> {
    this.#checkStanding(exchange);
    return this.#body.stream(maxBytes);
  }

  #checkStanding(exchange: Exchange): void {
    if (this.phase === "closed") throw new BodyError(new ProtocolError("body-incomplete"));
    if (exchange !== this.#exchange) {
      throw new Error("Cannot read the body: the request is over");
    }
  }

  /** Goes as far as the bytes, the gateway and the peer's appetite allow. */
  advance(): void {
    if (this.#advancing) return;
    this.#advancing = true;
    while (this.#step());
    this.#advancing = false;
    this.#output.flush();
    if (this.#peerEnded && this.#exchange === null && !this.#output.blocked) this.#close();
  }

  // Returns whether another step may be possible.
  #step(): boolean {
    if (this.#isOver()) return false;
    if (this.#exchange === null ? this.#output.blocked : !this.#body.wanted) {
      // Someone else has to move first. What the peer sends meanwhile must not pile up.
      this.#input.hold(this.#engine.limits.maxWaitingBytes);
      return false;
    }
    return this.#body.present ? this.#takeBody() : this.#nextRequest();
  }

  #nextRequest(): boolean {
    const input = this.#input;
    input.skipEmptyLines();
    // The first half of an empty line begins nothing either.
    if (input.held === 0 || (input.held === 1 && input.bytes[input.at] === CR)) {
      return input.resume();
    }
    if (this.phase !== "head") this.#clock.enter("head");
    let head;
    try {
      head = this.#parser.parse(input.bytes, input.at);
      // RFC 9110 §7.4: what is asked for as https must not be answered in the open.
      if (head?.secure === true && this.#transport.scheme !== "https") {
        throw new ProtocolError("misdirected");
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#refuse(error);
      return false;
    }
    if (head === null) return input.resume();
    input.consume(head.end);
    this.#requests++;
    this.#body.begin(head);
    this.#clock.enter("handling");
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
    const { maxRequestsPerConnection } = this.#engine.limits;
    if (this.#retirement.hasBegun || this.#requests === maxRequestsPerConnection) return false;
    return this.#body.canBeSkipped;
  }

  responding(): void {
    this.#responding = true;
    this.#clock.enter("responding");
  }

  answered(mayGoOn: boolean): void {
    // What a stream was made of may still wait for more of it.
    if (this.#responding && this.#retirement.hasBegun) this.giveUp(this.closing.reason as Error);
    this.#exchange = null;
    this.#responding = false;
    if (!mayGoOn || this.#retirement.hasBegun) return this.#close();
    this.#body.skip();
    this.#clock.enter("idle");
    this.advance();
  }

  // Gives the body what is there. Returns whether the next request may follow.
  #takeBody(): boolean {
    try {
      return this.#body.take(this.#exchange === null);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#close();
      return false;
    }
  }

  awaitGateway(): void {
    this.#clock.enter(this.#responding ? "responding" : "handling");
  }

  changeProtocol(): Upgraded {
    const early = this.#input.bytes.subarray(this.#input.at);
    this.#input.clear();
    this.#input.resume();
    this.#exchange = null;
    this.#upgraded = new Upgraded(this.#transport, early);
    this.#clock.enter("upgraded");
    if (this.#peerEnded) this.#upgraded.receiveEnd();
    return this.#upgraded;
  }

  #close(): void {
    if (this.#isOver()) return;
    this.#output.flush();
    this.#input.clear();
    this.#exchange = null;
    this.#clock.enter("lingering");
    this.#input.resume();
    this.#transport.end();
  }
}
