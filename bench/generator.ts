// The load generator as the benchmark sees it: a process of its own, so that none of its work is the server's.

import { Child } from "./child.ts";
import type { LatencySummary } from "./client/latencies.ts";
import { requestText, type Exchange, type Load } from "./loads.ts";

/** Whom the generator's process talks to, and how. */
export interface Target {
  readonly port: number;
  readonly isTls: boolean;
  readonly connections: number;
  /** Requests that a connection sends at once, before it waits for their answers. */
  readonly depth: number;
  /** Sent in turn. */
  readonly exchanges: readonly { readonly request: string; readonly answer: string }[];
}

/** What the generator's process is asked, one at a time. A run without a rate is as fast as it goes. */
export type Question =
  | { readonly target: Target }
  | { readonly idle: number }
  | { readonly seconds: number; readonly rate?: number | undefined };

export interface Report extends LatencySummary {
  readonly answered: number;
  readonly elapsedMs: number;
}

// What Fastify's and most published comparisons use, near enough: many, but all of them busy.
export const connections = 64;

// Ten thousand connections take a while, on both sides.
const openingMs = 60_000;

export class Generator {
  readonly #child = new Child(new URL("client/main.ts", import.meta.url), {
    execPath: process.execPath,
    execArgv: ["--import", "tsx"],
  });

  /** Opens the connections, which stay open until `close`. */
  async open(port: number, load: Load, exchanges: readonly Exchange[]): Promise<void> {
    await this.#ask(
      {
        target: {
          port,
          isTls: load.isTls === true,
          connections,
          depth: load.depth ?? 1,
          exchanges: exchanges.map((exchange) => ({
            request: requestText(exchange),
            answer: exchange.answer,
          })),
        },
      },
      openingMs,
    );
  }

  /** Opens more connections, uses each once, and leaves them open. */
  async openIdle(count: number): Promise<void> {
    await this.#ask({ idle: count }, openingMs);
  }

  /**
   * Keeps all connections busy for a time; with a rate, sends so many requests per second instead.
   *
   * @throws As a rejection, at the first answer that is not the right one, complete.
   */
  async run(seconds: number, rate?: number): Promise<Report> {
    // A server that cannot keep the rate is given the time to show it.
    return (await this.#ask({ seconds, rate }, seconds * 10_000)) as Report;
  }

  close(): Promise<void> {
    return this.#child.end();
  }

  #ask(question: Question, patienceMs: number): Promise<unknown> {
    return this.#child.ask(question, patienceMs);
  }
}
