// What the watching worker and the main thread say to each other.
import type { Owner } from "./ownership.ts";

/** Given to the worker when it starts. */
export interface WorkerStart {
  /** The name of the global under which the recorder is found, by the worker and by what it evaluates in frames. */
  readonly recorderName: string;
  /** The folder of Hipflask's modules, as a URL. */
  readonly root: string;
  readonly flags: Int32Array;
}

/** Indices of the flags that both threads see at once. */
export const flag = {
  /** Not 0 while the console evaluates: what an expression throws is its own affair. */
  muted: 0,
  /** Not 0 once the worker has let go of the main thread. */
  gone: 1,
  /** Counts up while the main thread can be reached and an expression is awaited. */
  heartbeat: 2,
  /** When errors last came in such a flood that none were looked at for a moment, in seconds since 1970. */
  restedAt: 3,
} as const;

export const flagCount = 4;

export type ToWorker =
  | { readonly kind: "watch"; readonly owner: Owner }
  /** Ends what the main thread is doing if it does not come to itself. */
  | { readonly kind: "guard" | "unguard" }
  | { readonly kind: "disconnect" };

export type FromWorker =
  | { readonly kind: "ready" }
  /** It could not start. */
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "watching" };

/** A frame of a pause, before its values; positions from 0, in the script as V8 runs it. */
export interface FrameNote {
  readonly name: string;
  readonly url: string;
  readonly line: number;
  readonly column: number;
  /** The kinds of its scopes, the innermost first. */
  readonly scopes: readonly string[];
}

/** What the worker calls while the main thread stands still, in this order. */
export interface Recorder {
  /** An error was thrown, maybe not for the first time. */
  begin(error: object): void;
  /** Functions that evaluate in one of its frames, and that give its `this`. Called in the frame. */
  frame(index: number, evaluator: (expression: string) => unknown, self: () => unknown): void;
  /** What there is in its frames: an object for each scope of each. */
  keep(frames: readonly FrameNote[], ...scopes: readonly object[]): void;
}
