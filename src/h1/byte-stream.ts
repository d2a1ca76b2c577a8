// Bytes on their way from a peer to one reader, who may be slower than the peer: what waits in
// between is bounded, because the peer is stopped while the stream is full.

import { GatheredBytes } from "../http/gathered-bytes.ts";

// As much as one read of a socket brings. More would only make the server hold more.
const fullBytes = 64 * 1024;

type Step = IteratorResult<Uint8Array, undefined>;

interface Reader {
  resolve(step: Step): void;
  reject(error: Error): void;
}

const ended: Step = { done: true, value: undefined };

export class ByteStream implements AsyncIterableIterator<Uint8Array, undefined> {
  /** Whether someone has begun to read. */
  begun = false;
  /** Whether more may come, and would be read. */
  open = true;
  #kept: GatheredBytes | null = null;
  #keptBytes = 0;
  #failure: Error | null = null;
  #reader: Reader | null = null;
  #reading: Promise<unknown> = Promise.resolve();
  readonly #onWanted: () => void;

  /** @param onWanted Called when the reader waits for more, or has made room for it. */
  constructor(onWanted: () => void) {
    this.#onWanted = onWanted;
  }

  /** Whether the peer has to wait for the reader. */
  get full(): boolean {
    return this.#keptBytes >= fullBytes;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  add(slice: Uint8Array): void {
    if (!this.open || slice.length === 0) return;
    const reader = this.#reader;
    if (reader !== null) {
      this.#reader = null;
      reader.resolve({ done: false, value: slice });
      return;
    }
    this.#kept ??= new GatheredBytes();
    this.#kept.add(slice);
    this.#keptBytes += slice.length;
  }

  /** Takes note that nothing more will come. */
  end(): void {
    this.open = false;
    const reader = this.#reader;
    this.#reader = null;
    reader?.resolve(ended);
  }

  /** Takes note that the rest will never come. What has come counts for nothing then. */
  fail(error: Error): void {
    if (!this.open) return;
    this.#drop();
    const reader = this.#reader;
    this.#reader = null;
    if (reader === null) this.#failure = error;
    else reader.reject(error);
  }

  next(): Promise<Step> {
    // Whoever asks several times at once is answered in order.
    const step = this.#reading.then(() => this.#next());
    this.#reading = step.catch(() => {});
    return step;
  }

  /** Stops reading; the rest is of no interest. */
  return(): Promise<Step> {
    this.#drop();
    this.#reader?.resolve(ended);
    this.#reader = null;
    return Promise.resolve(ended);
  }

  async #next(): Promise<Step> {
    this.begun = true;
    if (this.#kept !== null) {
      const value = this.#kept.whole();
      const wasFull = this.full;
      this.#kept = null;
      this.#keptBytes = 0;
      if (wasFull && this.open) this.#onWanted();
      return { done: false, value };
    }
    if (this.#failure !== null) {
      const failure = this.#failure;
      this.#failure = null;
      throw failure;
    }
    if (!this.open) return ended;
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
      this.#onWanted();
    });
  }

  #drop(): void {
    this.open = false;
    this.#kept = null;
    this.#keptBytes = 0;
  }
}
