// Where the encoder stands: the containers that are open around a value, and the key in each.
// Finds circles and depth, and gives errors and warnings their path.

import { circular, tooDeep } from "./encode-failure.ts";
import type { PathKey } from "./path.ts";

/** How many values may stand inside each other: Jackson's limit for writing, and CPython's for recursion. */
export const maxEncodeDepth = 1_000;

/** A frozen trail, to go on from later. */
export interface TrailMark {
  readonly ancestors: readonly object[];
  readonly keys: readonly PathKey[];
}

/** The way from the root to the value that is being written. */
export class Trail {
  private readonly ancestors: object[];
  private readonly keys: PathKey[];
  private depth: number;

  constructor(from?: TrailMark) {
    this.ancestors = from === undefined ? [] : [...from.ancestors];
    this.keys = from === undefined ? [] : [...from.keys];
    this.depth = this.keys.length;
  }

  /**
   * Opens a container at its first key; `undefined` for a step that leaves no trace in the JSON.
   *
   * @throws {EncodeError} `json-circular` if the container is open already, `json-too-deep` past the limit.
   */
  enter(container: object, key: PathKey): void {
    const { depth, ancestors } = this;
    // The path is short: looking through it costs less than keeping a set.
    for (let index = 0; index < depth; index++) {
      if (ancestors[index] === container) throw circular(this.path(), this.keys.slice(0, index));
    }
    if (depth >= maxEncodeDepth) throw tooDeep(this.path(), maxEncodeDepth);
    ancestors[depth] = container;
    this.keys[depth] = key;
    this.depth = depth + 1;
  }

  /** Moves on to another key of the innermost container. */
  at(key: string | number): void {
    this.keys[this.depth - 1] = key;
  }

  leave(): void {
    this.depth--;
  }

  /** The key of the value being written, as JSON.stringify gives it to toJSON. */
  lastKey(): string {
    return this.depth === 0 ? "" : String(this.keys[this.depth - 1] ?? "");
  }

  path(): PathKey[] {
    return this.keys.slice(0, this.depth);
  }

  mark(): TrailMark {
    return { ancestors: this.ancestors.slice(0, this.depth), keys: this.path() };
  }

  /** How many containers of the JSON are open. */
  level(): number {
    let level = 0;
    for (let index = 0; index < this.depth; index++) if (this.keys[index] !== undefined) level++;
    return level;
  }
}
