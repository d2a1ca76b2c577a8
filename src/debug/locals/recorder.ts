// Remembers which errors have been seen, and what was kept of each. The worker calls it while this thread stands still.
import { url as debuggerUrl } from "node:inspector";
import { HeldCapture } from "./capture.ts";
import { maxAskedCaptures, maxCaptures } from "./limits.ts";
import type { FrameNote, Recorder } from "./link.ts";
import type { Evaluator, FrameAccess } from "./variables.ts";
import type { Watchdog } from "./watchdog.ts";

export class ErrorRecorder implements Recorder {
  readonly #watchdog: Watchdog;
  readonly #captures = new WeakMap<object, HeldCapture>();
  /** The latest, and those of them that were asked for; weak, so that nothing lives longer than its error. */
  readonly #latest: WeakRef<HeldCapture>[] = [];
  readonly #asked: WeakRef<HeldCapture>[] = [];
  /** What is being kept; null if it was kept before. */
  #current: HeldCapture | null = null;
  readonly #access: FrameAccess[] = [];

  constructor(watchdog: Watchdog) {
    this.#watchdog = watchdog;
  }

  begin(error: object): void {
    this.#current = null;
    if (this.#captures.has(error) || debuggerUrl() !== undefined) return;
    this.#current = new HeldCapture(this.#watchdog);
    this.#captures.set(error, this.#current);
    keepLatest(this.#latest, this.#current, maxCaptures);
  }

  frame(index: number, evaluate: Evaluator, self: () => unknown): void {
    if (this.#current) this.#access[index] = { evaluate, self };
  }

  keep(frames: readonly FrameNote[], ...scopes: readonly object[]): void {
    this.#current?.keep(frames, this.#access.splice(0), scopes);
    this.#current = null;
  }

  captureOf(error: object): HeldCapture | undefined {
    const capture = this.#captures.get(error);
    const index = this.#latest.findIndex((kept) => kept.deref() === capture);
    // Errors that a program throws and catches all the time must not drive out what somebody looks at.
    if (capture && index !== -1) {
      this.#latest.splice(index, 1);
      keepLatest(this.#asked, capture, maxAskedCaptures);
    }
    return capture;
  }

  /** Lets go of everything. */
  release(): void {
    for (const captures of [this.#latest, this.#asked]) {
      for (const capture of captures.splice(0)) capture.deref()?.release();
    }
  }
}

function keepLatest(captures: WeakRef<HeldCapture>[], capture: HeldCapture, limit: number): void {
  captures.push(new WeakRef(capture));
  if (captures.length > limit) captures.shift()?.deref()?.release();
}
