// Sessions in the memory of one process: for development, tests, and programs of one process.

import { SetupError } from "../errors/setup-error.ts";
import type { SaveMode, SessionStore } from "./store.ts";

export interface MemoryStoreOptions {
  /** 10,000 unless given. Beyond, the session that was saved longest ago goes. */
  readonly maxSessions?: number | undefined;
}

interface Entry {
  readonly text: string;
  readonly endsAtMs: number;
}

// At 4 KiB each, 40 MiB. More people at once are a reason for a store that outlives the process.
const defaultMaxSessions = 10_000;

// As many as are looked at for each that is saved: what has ended cannot pile up.
const sweptPerSave = 2;

/**
 * Keeps sessions in memory. They end with the process, and other processes do not see them:
 * with several workers, use `RedisStore` or one of your own.
 *
 * @example
 * const store = new MemoryStore({ maxSessions: 1 });
 * await store.save("a", "{}", 60, "create");
 * await store.save("b", "{}", 60, "create");
 * await store.load("a"); // => null
 * await store.load("b"); // => "{}"
 */
export class MemoryStore implements SessionStore {
  readonly #entries = new Map<string, Entry>();
  readonly #maxSessions: number;
  #sweep: IterableIterator<[string, Entry]> | undefined;

  /** @throws {SetupError} `session-option` if `maxSessions` is not a whole number of at least 1. */
  constructor(options: MemoryStoreOptions = {}) {
    const { maxSessions = defaultMaxSessions } = options;
    if (!Number.isSafeInteger(maxSessions) || maxSessions < 1) {
      throw new SetupError({
        code: "session-option",
        message: `Cannot keep ${String(maxSessions)} sessions: maxSessions must be a whole number of at least 1`,
        fix: "leave it out for 10,000",
      });
    }
    this.#maxSessions = maxSessions;
  }

  /** How many sessions are kept, those included that have ended and not been swept yet. */
  get size(): number {
    return this.#entries.size;
  }

  async load(id: string): Promise<string | null> {
    return this.#live(id)?.text ?? null;
  }

  async save(id: string, text: string, ttlSeconds: number, mode: SaveMode): Promise<void> {
    if (mode === "replace" && this.#live(id) === undefined) return;
    // At the end again: a Map keeps the order of insertion, so its first is the oldest.
    this.#entries.delete(id);
    this.#entries.set(id, { text, endsAtMs: Date.now() + ttlSeconds * 1000 });
    for (let i = 0; i < sweptPerSave; i++) this.#sweepOne();
    if (this.#entries.size > this.#maxSessions) {
      this.#entries.delete(this.#entries.keys().next().value!);
    }
  }

  async delete(id: string): Promise<void> {
    this.#entries.delete(id);
  }

  #live(id: string): Entry | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.endsAtMs > Date.now()) return entry;
    this.#entries.delete(id);
    return undefined;
  }

  #sweepOne(): void {
    this.#sweep ??= this.#entries.entries();
    const next = this.#sweep.next();
    if (next.done === true) this.#sweep = undefined;
    else this.#live(next.value[0]);
  }
}
