// One connection of node:http, and the requests on it that have not been answered.

import type { Drainable } from "./drain.ts";

/** One request. */
export class HttpExchange {
  readonly #controller = new AbortController();

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason: Error): void {
    this.#controller.abort(reason);
  }
}

export class HttpConnection implements Drainable {
  // Node keeps an answer that its peer does not take, and says of nobody that it waits.
  readonly blocked = false;
  readonly #inHand = new Set<HttpExchange>();
  #newest: HttpExchange | null = null;
  readonly #closing = new AbortController();

  get phase(): "idle" | "handling" {
    return this.#inHand.size === 0 ? "idle" : "handling";
  }

  /** Aborted when the connection is to end with the answers in hand. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** Whether the answer to this request is the last one: the connection is to end, and nothing has come behind it. */
  isLast(exchange: HttpExchange): boolean {
    return this.closing.aborted && exchange === this.#newest;
  }

  begin(): HttpExchange {
    const exchange = new HttpExchange();
    this.#inHand.add(exchange);
    this.#newest = exchange;
    return exchange;
  }

  finish(exchange: HttpExchange): void {
    this.#inHand.delete(exchange);
  }

  retire(): void {
    this.#closing.abort();
  }

  giveUp(reason: Error): void {
    for (const exchange of this.#inHand) exchange.abort(reason);
  }
}
