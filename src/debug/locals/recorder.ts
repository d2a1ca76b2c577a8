// Remembers which errors have been seen, and what was kept of each. The worker calls it while this thread stands still.
import { url as debuggerUrl } from "node:inspector";
import { HeldCapture } from "./capture.ts";
import { maxCaptures } from "./limits.ts";
import type { FrameNote, Recorder } from "./link.ts";
import type { Watchdog } from "./watchdog.ts";

export class ErrorRecorder implements Recorder {
  readonly #watchdog: Watchdog;
  readonly #captures = new WeakMap<object, HeldCapture>();
  /** The latest; weak, so that nothing lives longer than its error. */
  readonly #latest: WeakRef<HeldCapture>[] = [];

  constructor(watchdog: Watchdog) {
    this.#watchdog = watchdog;
  }

  meet(error: object): boolean {
    if (this.#captures.has(error) || debuggerUrl() !== undefined) return false;
    const capture = new HeldCapture(this.#watchdog);
    this.#captures.set(error, capture);
    this.#latest.push(new WeakRef(capture));
    if (this.#latest.length > maxCaptures) this.#latest.shift()?.deref()?.release();
    return true;
  }

  keep(error: object, frames: readonly FrameNote[], ...values: readonly unknown[]): void {
    this.#captures.get(error)?.keep(frames, values);
  }

  captureOf(error: object): HeldCapture | undefined {
    return this.#captures.get(error);
  }

  /** Lets go of everything. */
  release(): void {
    for (const capture of this.#latest.splice(0)) capture.deref()?.release();
  }
}
