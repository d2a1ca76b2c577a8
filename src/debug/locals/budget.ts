// How much of each second the program may be held up. Pure: the clock is passed in.
import { maxCapturesPerSecond, maxFramesPerSecond, maxPausesPerSecond } from "./limits.ts";

/** What happens in one second after another; a new one begins with the first pause after the last has passed. */
export class PauseBudget {
  #secondBegan = -Infinity;
  #pauses = 0;
  #frames = 0;
  #captures = 0;

  /**
   * Notes a pause.
   *
   * @param frames How many functions were running.
   * @returns Whether there have been too many in this second.
   */
  pause(nowMs: number, frames: number): boolean {
    if (nowMs - this.#secondBegan >= 1_000) {
      this.#secondBegan = nowMs;
      this.#pauses = this.#frames = this.#captures = 0;
    }
    this.#pauses += 1;
    this.#frames += frames;
    return (
      this.#pauses > maxPausesPerSecond ||
      this.#frames > maxFramesPerSecond ||
      this.#captures >= maxCapturesPerSecond
    );
  }

  /** Notes that the variables of a pause were kept. */
  capture(): void {
    this.#captures += 1;
  }
}
