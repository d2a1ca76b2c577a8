// What the gateway gives back, on its way to the peer: whole, as a stream, as another protocol, or
// as a failure. Knows nothing of what comes in; the connection says whether it goes on.

import type { Outgoing, Refusal } from "../gateway.ts";
import type { Exchange } from "./exchange.ts";
import type { Output } from "./output.ts";
import { headStart } from "./response-head.ts";
import {
  StreamedResponse,
  connectionClose,
  connectionLine,
  connectionUpgrade,
  discard,
  hasStreamedBody,
  writeWhole,
} from "./response-writer.ts";
import type { Engine, Transport } from "./transport.ts";
import type { Upgraded } from "./upgraded.ts";

/** What a responder asks of, and tells, the connection it writes for. */
export interface ResponderHost {
  /** Whether the exchange still waits for its answer, or for the rest of it. */
  isCurrent(exchange: Exchange): boolean;
  /** Whether the connection could be used again after the answer. */
  canGoOn(): boolean;
  /** The head of a stream is out. */
  responding(): void;
  /** The answer is out, or about to be. */
  answered(mayGoOn: boolean): void;
  /** HTTP has said its last on this connection. */
  changeProtocol(): Upgraded;
}

export class Responder {
  #streamed: StreamedResponse | null = null;
  readonly #transport: Transport;
  readonly #engine: Engine;
  readonly #output: Output;
  readonly #host: ResponderHost;

  constructor(transport: Transport, engine: Engine, output: Output, host: ResponderHost) {
    this.#transport = transport;
    this.#engine = engine;
    this.#output = output;
    this.#host = host;
  }

  /** Asks the gateway, and answers. */
  serve(exchange: Exchange): void {
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

  /** Answers what never became an exchange; the connection ends with it. */
  refuse(refusal: Refusal, isHead = false): void {
    writeWhole(this.#output, this.#engine, this.#engine.refuse(refusal), connectionClose, isHead);
  }

  /** Answers in the gateway's place; what it gives later is dropped. */
  giveUp(exchange: Exchange, refusal: Refusal): void {
    if (!this.#host.isCurrent(exchange)) return;
    this.refuse(refusal, exchange.method === "HEAD");
    this.#host.answered(false);
  }

  /** Tells the source of a stream that nobody will read it any more. */
  dispose(): void {
    this.#streamed?.dispose();
  }

  // A gateway reports its own failures as responses. One that throws is broken.
  #fail(exchange: Exchange, error: unknown): void {
    this.#engine.onError(error);
    this.giveUp(exchange, { status: 500, code: "gateway-failed", detail: "the server failed" });
  }

  #answer(exchange: Exchange, outgoing: Outgoing): void {
    if (!this.#host.isCurrent(exchange)) return discard(outgoing);
    const { head } = exchange;
    const mayGoOn = head.keepAlive && this.#host.canGoOn();
    const line = connectionLine(mayGoOn, head.minorVersion);
    try {
      if (outgoing.status === 101) return this.#upgrade(exchange, outgoing);
      if (hasStreamedBody(outgoing)) {
        const streamed = new StreamedResponse(this.#output, this.#engine, head, outgoing, line);
        void this.#stream(exchange, streamed, mayGoOn && streamed.selfDelimited);
        return;
      }
      writeWhole(this.#output, this.#engine, outgoing, line, head.method === "HEAD");
    } catch (error) {
      return this.#fail(exchange, error);
    }
    this.#host.answered(mayGoOn);
  }

  async #stream(exchange: Exchange, streamed: StreamedResponse, mayGoOn: boolean): Promise<void> {
    this.#host.responding();
    this.#streamed = streamed;
    const isCurrent = (): boolean => this.#host.isCurrent(exchange);
    try {
      if (!(await streamed.write(isCurrent))) return;
      this.#streamed = null;
      this.#host.answered(mayGoOn);
    } catch (error) {
      // Nobody waits for this answer any more, nor for news of it.
      if (!isCurrent()) return;
      // Half an answer must not look like a whole one: the missing last chunk tells the client.
      if (!exchange.aborted) this.#engine.onError(error);
      this.#transport.destroy();
    }
  }

  #upgrade({ head }: Exchange, { headers, takeOver }: Outgoing): void {
    if (head.upgrade === null || takeOver === undefined) {
      throw new Error("Cannot change to another protocol: the client has not offered it");
    }
    this.#output.head(headStart(101, headers, this.#engine.dateLine()) + connectionUpgrade);
    this.#output.flush();
    void this.#host.changeProtocol().handOver(takeOver, (error) => this.#engine.onError(error));
  }
}
