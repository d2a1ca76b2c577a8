// At a fixed rate, whatever the server does: each request is due at its time, and its latency counts
// from then, though no connection may have been free. Counted from the sending, a server that stops
// for a second would have one slow answer instead of all that were due meanwhile ("coordinated omission").

import type { Report } from "../generator.ts";
import type { Connection } from "./connection.ts";
import { Latencies } from "./latencies.ts";

export class OpenLoop {
  readonly #latencies = new Latencies();
  #free: Connection[] = [];

  /** @param rate Requests per second. */
  async run(connections: readonly Connection[], seconds: number, rate: number): Promise<Report> {
    const total = Math.max(1, Math.floor(rate * seconds));
    const gapMs = 1000 / rate;
    this.#free = [...connections];
    const startMs = performance.now();
    let sent = 0;
    await new Promise<void>((resolve) => {
      // A timer would fire once in a millisecond, when dozens are due. Turns of the event loop follow
      // each other at once, and each looks at the sockets.
      const turn = (): void => {
        const nowMs = performance.now();
        while (sent < total && startMs + sent * gapMs <= nowMs) {
          const connection = this.#free.pop();
          if (connection === undefined) break;
          connection.startMs = startMs + sent * gapMs;
          connection.send();
          sent++;
        }
        if (this.#latencies.count === total) resolve();
        else setImmediate(turn);
      };
      turn();
    });
    const elapsedMs = performance.now() - startMs;
    return { answered: total, elapsedMs, ...this.#latencies.summary() };
  }

  onAnswer(connection: Connection): void {
    this.#latencies.add(performance.now() - connection.startMs);
    this.#free.push(connection);
  }
}
