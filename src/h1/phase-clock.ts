// What a connection waits for, since when, and whether that has been long enough.

import type { Limits } from "./limits.ts";
import { phaseLimitMs, type Phase, type Timeouts } from "./phase.ts";
import type { Engine } from "./transport.ts";

export class PhaseClock {
  phase: Phase = "idle";
  /** By the engine's clock. A body counts from the start of its request. */
  sinceMs: number;
  /** When the request in hand began. */
  #requestSinceMs: number;
  #bodySinceMs = 0;
  #bodyBytesBefore = 0;
  readonly #engine: Pick<Engine, "nowMs">;

  constructor(engine: Pick<Engine, "nowMs">) {
    this.#engine = engine;
    this.sinceMs = engine.nowMs;
    this.#requestSinceMs = engine.nowMs;
  }

  enter(phase: Phase): void {
    this.phase = phase;
    this.sinceMs = this.#engine.nowMs;
    if (phase === "head") this.#requestSinceMs = this.sinceMs;
  }

  /** @param received How much of the body has come so far, in bytes. */
  enterBody(received: number): void {
    // Whoever asks for one slice after the other waits once.
    if (this.phase === "body") return;
    this.phase = "body";
    this.sinceMs = this.#requestSinceMs;
    this.#bodySinceMs = this.#engine.nowMs;
    this.#bodyBytesBefore = received;
  }

  /** @param toleranceMs How much longer a phase may last: as much as the engine's clock may be late. */
  isOver(timeouts: Timeouts, toleranceMs: number): boolean {
    const elapsedMs = this.#engine.nowMs - this.sinceMs;
    return elapsedMs > phaseLimitMs(this.phase, timeouts) + toleranceMs;
  }

  /** Whether the client sends its body at less than the minimum rate, after the time that it has to get going. */
  isTooSlow(received: number, timeouts: Timeouts, limits: Limits): boolean {
    if (this.phase !== "body") return false;
    const elapsedMs = this.#engine.nowMs - this.#bodySinceMs;
    if (elapsedMs <= timeouts.bodyGraceMs) return false;
    const bytesPerSecond = ((received - this.#bodyBytesBefore) * 1000) / elapsedMs;
    return bytesPerSecond < limits.minBodyBytesPerSecond;
  }
}
