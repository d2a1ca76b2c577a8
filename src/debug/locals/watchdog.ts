// The main thread's end of what bounds an expression of the console.
import { evaluationTimeoutMs } from "./limits.ts";
import { flag } from "./link.ts";
import type { ToWorker } from "./link.ts";

export class Watchdog {
  readonly #flags: Int32Array;
  readonly #tell: (message: ToWorker) => void;
  #guarded = 0;

  constructor(flags: Int32Array, tell: (message: ToWorker) => void) {
    this.#flags = flags;
    this.#tell = tell;
  }

  /** Runs something whose errors are not looked at. */
  mute<Value>(run: () => Value): Value {
    Atomics.add(this.#flags, flag.muted, 1);
    try {
      return run();
    } finally {
      Atomics.sub(this.#flags, flag.muted, 1);
    }
  }

  /** Has the worker end what keeps this thread from coming to itself, until a promise settles. */
  async guard<Value>(run: () => Promise<Value>): Promise<Value> {
    const beat = setInterval(
      () => Atomics.add(this.#flags, flag.heartbeat, 1),
      evaluationTimeoutMs / 10,
    );
    if (this.#guarded++ === 0) this.#tell({ kind: "guard" });
    try {
      return await run();
    } finally {
      clearInterval(beat);
      if (--this.#guarded === 0) this.#tell({ kind: "unguard" });
    }
  }
}
