// As fast as the server answers: every connection sends its next request when the last is answered.
// Before and after, nothing is on its way, so that processor time and answers are the same requests'.

import type { Report } from "../generator.ts";
import type { Connection } from "./connection.ts";
import { Latencies } from "./latencies.ts";

export class ClosedLoop {
  readonly #latencies = new Latencies();
  readonly #depth: number;
  /** Answers that each connection waits for, before it sends again. */
  readonly #awaited = new Map<Connection, number>();
  #busy = 0;
  #isSending = true;
  #end: () => void = () => {};

  constructor(depth: number) {
    this.#depth = depth;
  }

  async run(connections: readonly Connection[], seconds: number): Promise<Report> {
    const startMs = performance.now();
    const timer = setTimeout(() => {
      this.#isSending = false;
    }, seconds * 1000);
    await new Promise<void>((resolve) => {
      this.#end = resolve;
      this.#busy = connections.length;
      for (const connection of connections) this.#send(connection);
    });
    clearTimeout(timer);
    const elapsedMs = performance.now() - startMs;
    return { answered: this.#latencies.count, elapsedMs, ...this.#latencies.summary() };
  }

  onAnswer(connection: Connection): void {
    this.#latencies.add(performance.now() - connection.startMs);
    if (this.#depth > 1) {
      const awaited = this.#awaited.get(connection)! - 1;
      this.#awaited.set(connection, awaited);
      if (awaited > 0) return;
    }
    if (this.#isSending) this.#send(connection);
    else if (--this.#busy === 0) this.#end();
  }

  #send(connection: Connection): void {
    if (this.#depth > 1) this.#awaited.set(connection, this.#depth);
    connection.startMs = performance.now();
    connection.send();
  }
}
