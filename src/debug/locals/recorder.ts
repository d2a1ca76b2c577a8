// Remembers which errors have been seen, and what was kept of each. The worker calls it while this thread stands still.
import { url as debuggerUrl } from "node:inspector";
import { HeldCapture } from "./capture.ts";
import { maxCaptures } from "./limits.ts";
import type { FrameNote, Recorder } from "./link.ts";
import type { Evaluator } from "./variables.ts";
import type { Watchdog } from "./watchdog.ts";

export class ErrorRecorder implements Recorder {
  readonly #watchdog: Watchdog;
  readonly #captures = new WeakMap<object, HeldCapture>();
  /** The latest; weak, so that nothing lives longer than its error. */
  readonly #latest: WeakRef<HeldCapture>[] = [];
  /** What is being kept; null if it was kept before. */
  #current: HeldCapture | null = null;
  readonly #evaluators: Evaluator[] = [];

  constructor(watchdog: Watchdog) {
    this.#watchdog = watchdog;
  }

  begin(error: object): void {
    this.#current = null;
    if (this.#captures.has(error) || debuggerUrl() !== undefined) return;
    this.#current = new HeldCapture(this.#watchdog);
    this.#captures.set(error, this.#current);
    this.#latest.push(new WeakRef(this.#current));
    if (this.#latest.length > maxCaptures) this.#latest.shift()?.deref()?.release();
  }

  frame(index: number, evaluator: Evaluator): void {
    if (this.#current) this.#evaluators[index] = evaluator;
  }

  keep(frames: readonly FrameNote[], ...values: readonly unknown[]): void {
    this.#current?.keep(frames, this.#evaluators.splice(0), values);
    this.#current = null;
  }

  captureOf(error: object): HeldCapture | undefined {
    return this.#captures.get(error);
  }

  /** Lets go of everything. */
  release(): void {
    for (const capture of this.#latest.splice(0)) capture.deref()?.release();
  }
}
