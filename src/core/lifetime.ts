// What an application keeps in mind beyond single requests: work in hand, and what has been logged already.

import type { JSONWarning } from "../json/warning.ts";
import type { Logger } from "./logger.ts";
import { LossyValues } from "./lossy-values.ts";

export class Lifetime {
  readonly #log: () => Logger;
  readonly #pending = new Set<Promise<unknown>>();
  readonly #reported = new WeakSet<object>();
  readonly #lossyValues = new LossyValues();

  /** @param log The logger of the moment: it changes when debugging is switched on. */
  constructor(log: () => Logger) {
    this.#log = log;
  }

  /** Keeps a promise in mind that a shutdown must wait for. What comes back fulfils when it is settled. */
  track(work: PromiseLike<unknown>): Promise<void> {
    const kept: Promise<void> = Promise.resolve(work)
      .then(
        () => {},
        (error: unknown) => this.#log().error("work after a response failed", error),
      )
      .finally(() => this.#pending.delete(kept));
    this.#pending.add(kept);
    return kept;
  }

  /** Waits for the work that outlives responses, and for the work that this begins. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  /** Logs an error that nobody foresaw. */
  report(line: string, error: unknown): void {
    if (typeof error === "object" && error !== null) this.#reported.add(error);
    this.#log().error(line, error);
  }

  /** Logs a failure that the server came upon, unless it has been reported before it came there. */
  reportFromServer(error: unknown): void {
    if (typeof error === "object" && error !== null && this.#reported.has(error)) return;
    this.report("the server could not finish an answer", error);
  }

  /** Says what JSON could not keep, once for each place. */
  warnOfLoss(route: string, warning: JSONWarning): void {
    this.#lossyValues.tell(this.#log(), route, warning);
  }
}
