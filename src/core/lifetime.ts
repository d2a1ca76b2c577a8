// What an application keeps in mind beyond single requests: work in hand, and what has been logged already.

import type { JSONWarning } from "../json/warning.ts";
import type { BaseContext } from "./context.ts";
import type { Logger } from "./logger.ts";
import { LossyValues } from "./lossy-values.ts";

/** Tells of an error that nobody foresaw. */
type Show = (line: string, error: unknown, context: BaseContext | undefined) => void;

export class Lifetime {
  readonly #log: () => Logger;
  readonly #show: Show;
  readonly #pending = new Set<Promise<unknown>>();
  readonly #reported = new WeakSet<object>();
  readonly #lossyValues = new LossyValues();

  /** @param log The logger of the moment: it changes when debugging is switched on. */
  constructor(log: () => Logger, show: Show) {
    this.#log = log;
    this.#show = show;
  }

  /** Keeps a promise in mind that a shutdown must wait for. What comes back fulfils when it is settled. */
  track(work: PromiseLike<unknown>): Promise<void> {
    const kept: Promise<void> = Promise.resolve(work)
      .then(
        () => {},
        (error: unknown) => this.report("work after a response failed", error),
      )
      .finally(() => this.#pending.delete(kept));
    this.#pending.add(kept);
    return kept;
  }

  /** Waits for the work that outlives responses, and for the work that this begins. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  /** Tells of an error that nobody foresaw. */
  report(line: string, error: unknown, context?: BaseContext): void {
    if (typeof error === "object" && error !== null) this.#reported.add(error);
    this.#show(line, error, context);
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
