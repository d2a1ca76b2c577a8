// The load generator as the benchmark sees it: a process of its own, so that none of its work is the server's.

import { Child } from "./child.ts";
import { requestBytes, type Load } from "./loads.ts";

/** What the generator's process is told first. */
export interface Order {
  readonly port: number;
  readonly connections: number;
  /** Latin-1. */
  readonly request: string;
  /** The body that every answer must have. */
  readonly answer: string;
}

export interface Report {
  readonly answered: number;
  readonly elapsedMs: number;
}

// What Fastify's and most published comparisons use, near enough: many, but all of them busy.
export const connections = 64;

export class Generator {
  readonly #child = new Child(new URL("client.ts", import.meta.url), {
    execPath: process.execPath,
    execArgv: ["--import", "tsx"],
  });

  /** Opens the connections, which stay open until `close`. */
  async open(port: number, load: Load): Promise<void> {
    const request = requestBytes(load).toString("latin1");
    const order: Order = { port, connections, request, answer: load.answer };
    await this.#child.ask(order);
  }

  /**
   * Keeps all connections busy for a time.
   *
   * @throws As a rejection, at the first answer that is not the right one, complete.
   */
  async run(seconds: number): Promise<Report> {
    return (await this.#child.ask({ seconds }, seconds * 1000)) as Report;
  }

  close(): Promise<void> {
    return this.#child.end();
  }
}
