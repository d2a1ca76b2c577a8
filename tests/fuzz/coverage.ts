// Which parts of the engine ran, by the runtime's own account.

import { Session, type Profiler } from "node:inspector/promises";

/** Counts what ran between two looks. */
export class Coverage {
  readonly #session = new Session();
  readonly #seen = new Set<string>();

  async start(): Promise<void> {
    this.#session.connect();
    await this.#session.post("Profiler.enable");
    await this.#session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    await this.#take();
  }

  stop(): void {
    this.#session.disconnect();
  }

  get size(): number {
    return this.#seen.size;
  }

  /** Whether something ran since the last look that never ran, or never stayed out, before. */
  async isNew(): Promise<boolean> {
    const before = this.#seen.size;
    for (const script of await this.#take()) {
      for (const { ranges } of script.functions) {
        for (const { startOffset, endOffset, count } of ranges) {
          // V8 merges neighbours of equal count: that a range is reported as not run is news too.
          this.#seen.add(`${script.url}:${startOffset}:${endOffset}:${count > 0}`);
        }
      }
    }
    return this.#seen.size > before;
  }

  async #take(): Promise<readonly Profiler.ScriptCoverage[]> {
    const { result } = await this.#session.post("Profiler.takePreciseCoverage");
    return result.filter(({ url }) => url.includes("/src/h1/"));
  }
}
