// Items in, chunks of text out, no faster than they are taken. Items that come quickly leave
// together; one that has to be waited for holds none back.

import { isThenable } from "./thenable.ts";

// A write costs as much as some thousand characters; larger chunks only delay the first.
const chunkLength = 16 * 1024;

// So long an item may let those before it wait.
const patienceMs = 5;

// So long a source that is never out of items may keep everyone else waiting.
const turnMs = 10;

/** What a pump is told about its items. */
export interface PumpInit {
  readonly items: AsyncIterable<unknown> | Iterable<unknown>;
  readonly open: string;
  readonly close: string;
  /** The text of an item. */
  write(item: unknown, isFirst: boolean): string | Promise<string>;
  /** The last words of a stream that fails; then the error itself ends it. */
  lastWords(error: unknown): string;
  readonly heartbeat: string;
  /** 0 for none. */
  readonly heartbeatMs: number;
}

/** A stream of text chunks. It begins to ask for items when its first chunk is asked for. */
export class StreamPump implements AsyncIterableIterator<string, undefined> {
  readonly #init: PumpInit;
  #source: AsyncIterator<unknown> | Iterator<unknown> | undefined;
  #text = "";
  #failure: { readonly error: unknown } | undefined;
  #ended = false;
  #flushTimer: ReturnType<typeof setTimeout> | undefined;
  #beatTimer: ReturnType<typeof setInterval> | undefined;
  #consumer: (() => void) | undefined;
  #producer: (() => void) | undefined;
  #due = false;
  #turnEndsMs = 0;

  constructor(init: PumpInit) {
    this.#init = init;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<string, undefined>> {
    if (this.#source === undefined && !this.#ended) this.#start();
    while (!this.#isReady()) {
      this.#producer?.();
      this.#producer = undefined;
      await new Promise<void>((resolve) => {
        this.#consumer = resolve;
      });
    }
    const text = this.#take();
    if (text !== "") return { done: false, value: text };
    if (this.#failure !== undefined) {
      const { error } = this.#failure;
      this.#failure = undefined;
      throw error;
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<string, undefined>> {
    const source = this.#source;
    const wasRunning = !this.#ended;
    this.#end();
    this.#text = "";
    if (wasRunning) await source?.return?.();
    return { done: true, value: undefined };
  }

  #isReady(): boolean {
    return this.#ended || this.#text.length >= chunkLength || (this.#due && this.#text !== "");
  }

  #take(): string {
    const text = this.#text;
    this.#text = "";
    this.#due = false;
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    return text;
  }

  #start(): void {
    const { items, heartbeat, heartbeatMs, open } = this.#init;
    this.#source =
      Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
    this.#add(open);
    if (heartbeat !== "" && heartbeatMs > 0) {
      this.#beatTimer = setInterval(() => {
        if (this.#text === "") this.#add(heartbeat);
      }, heartbeatMs);
    }
    this.#turnEndsMs = performance.now() + turnMs;
    void this.#produce(this.#source);
  }

  async #produce(source: AsyncIterator<unknown> | Iterator<unknown>): Promise<void> {
    const { close, lastWords, write } = this.#init;
    try {
      for (let isFirst = true; ; isFirst = false) {
        const next = source.next();
        const step = isThenable(next) ? await next : next;
        if (this.#ended) return;
        if (step.done === true) break;
        const text = write(step.value, isFirst);
        this.#add(typeof text === "string" ? text : await text);
        if (this.#text.length >= chunkLength) await this.#taken();
        if (this.#ended) return;
      }
      this.#text += close;
    } catch (error) {
      if (this.#ended) return;
      this.#text += lastWords(error);
      this.#failure = { error };
      // A source that failed by itself is over; one whose item could not be written is not.
      void Promise.resolve(source.return?.()).catch(() => {});
    }
    this.#end();
  }

  #add(text: string): void {
    if (text === "") return;
    this.#text += text;
    if (this.#text.length >= chunkLength) this.#wakeConsumer();
    else this.#flushTimer ??= setTimeout(() => this.#flush(), patienceMs);
  }

  #flush(): void {
    this.#due = true;
    this.#wakeConsumer();
  }

  // Waits until the chunk has been asked for, and now and then for everyone else's turn.
  async #taken(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#producer = resolve;
    });
    if (performance.now() < this.#turnEndsMs) return;
    await nextTurn();
    this.#turnEndsMs = performance.now() + turnMs;
  }

  #end(): void {
    this.#ended = true;
    clearTimeout(this.#flushTimer);
    clearInterval(this.#beatTimer);
    this.#producer?.();
    this.#producer = undefined;
    this.#wakeConsumer();
  }

  #wakeConsumer(): void {
    const wake = this.#consumer;
    this.#consumer = undefined;
    wake?.();
  }
}

const immediate = (globalThis as { setImmediate?: (callback: () => void) => unknown }).setImmediate;

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (immediate === undefined) setTimeout(resolve, 0);
    else immediate(resolve);
  });
}
