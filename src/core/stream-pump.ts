// Items in, chunks of text out, no faster than they are taken. Items that come quickly leave
// together; one that has to be waited for holds none back.

import type { PumpInit } from "./pump-init.ts";
import { isThenable } from "./thenable.ts";
import { atMost } from "./time-limit.ts";
import { nextTurn } from "./turn.ts";

// A write costs as much as some thousand characters. Larger chunks save nothing more, and delay the first.
const chunkLength = 32 * 1024;

// So long an item may let those before it wait.
const patienceMs = 5;

// So long a source may take to notice by itself that nobody waits any more.
const graceMs = 1_000;

type Source = AsyncIterator<unknown> | Iterator<unknown>;

/** A stream of text chunks. It begins to ask for items when its first chunk is asked for, or before by `begin`. */
export class StreamPump implements AsyncIterableIterator<string, undefined> {
  readonly #init: PumpInit;
  #state: "new" | "running" | "ended" = "new";
  #source: Source | undefined;
  // Whether the source has more to give, as far as it has said.
  #sourceOpen = false;
  #text = "";
  // What came before the first item, and what came after it.
  #falseStart: { readonly error: unknown } | undefined;
  #failure: { readonly error: unknown } | undefined;
  #signal: AbortSignal | undefined;
  #closing: AbortSignal | undefined;
  // Whether the next item is waited for, and none is being written.
  #asking = true;
  #flushTimer: ReturnType<typeof setTimeout> | undefined;
  #graceTimer: ReturnType<typeof setTimeout> | undefined;
  #beatTimer: ReturnType<typeof setInterval> | undefined;
  #consumer: (() => void) | undefined;
  #producer: (() => void) | undefined;
  #beginning: (() => void) | undefined;
  #hasBegun = false;
  #due = false;

  constructor(init: PumpInit) {
    this.#init = init;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /**
   * Asks for the first item before anyone takes a chunk, so that a source that fails at once can still be
   * answered with an error.
   *
   * @returns Nothing if it came, or the end, without waiting; else a promise of that, or of the end of patience.
   * @throws What the source throws before its first item; also as a rejection. Then there are no last words.
   */
  begin(limitMs: number): Promise<void> | undefined {
    this.#start();
    if (this.#hasBegun) return this.#throwFalseStart();
    return new Promise<void>((resolve) => {
      const timer = limitMs === Infinity ? undefined : setTimeout(() => this.#begun(), limitMs);
      this.#beginning = () => {
        clearTimeout(timer);
        resolve();
      };
    }).then(() => this.#throwFalseStart());
  }

  async next(): Promise<IteratorResult<string, undefined>> {
    if (this.#state === "new") {
      this.#hasBegun = true;
      this.#start();
    }
    while (!this.#isReady()) {
      this.#producer?.();
      this.#producer = undefined;
      await new Promise<void>((resolve) => {
        this.#consumer = resolve;
      });
    }
    const value = this.#take();
    if (value !== "") return { done: false, value };
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure.error;
    return { done: true, value: undefined };
  }

  /** Tells the source to stop, and waits for it, but not for one that hears nothing. */
  async return(): Promise<IteratorResult<string, undefined>> {
    if (this.#state === "new") this.#init.discard();
    this.#end();
    this.#text = "";
    this.#failure = undefined;
    if (this.#sourceOpen) await atMost(graceMs, this.#stopSource());
    return { done: true, value: undefined };
  }

  #isReady(): boolean {
    if (this.#isOver() || this.#text.length >= chunkLength) return true;
    return this.#due && this.#text !== "";
  }

  #take(): string {
    const text = this.#text;
    this.#text = "";
    this.#due = false;
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    return text;
  }

  #throwFalseStart(): undefined {
    if (this.#falseStart !== undefined) throw this.#falseStart.error;
  }

  #start(): void {
    const { heartbeat, heartbeatMs, open } = this.#init;
    this.#state = "running";
    this.#add(open);
    if (heartbeat !== "" && heartbeatMs > 0) {
      this.#beatTimer = setInterval(() => {
        if (this.#text === "") this.#add(heartbeat);
      }, heartbeatMs);
    }
    void this.#produce();
    // One that is over by now needs nobody to watch.
    if (this.#sourceOpen) this.#watch(this.#init.signal(), this.#init.closing());
  }

  async #produce(): Promise<void> {
    const { items, write } = this.#init;
    try {
      const iterable = items();
      const source: Source =
        Symbol.asyncIterator in iterable
          ? iterable[Symbol.asyncIterator]()
          : iterable[Symbol.iterator]();
      this.#source = source;
      this.#sourceOpen = true;
      for (let index = 0; this.#closing?.aborted !== true; index++) {
        const next = source.next();
        const step = isThenable(next) ? await next : next;
        if (this.#isOver()) return;
        if (step.done === true) {
          this.#sourceOpen = false;
          break;
        }
        this.#asking = false;
        const item: unknown = isThenable(step.value) ? await step.value : step.value;
        const text = write(item, index);
        this.#add(typeof text === "string" ? text : await text);
        this.#asking = true;
        if (!this.#hasBegun) this.#begun();
        if (this.#text.length >= chunkLength) await this.#taken();
        if (this.#isOver()) return;
      }
      this.#conclude();
    } catch (error) {
      // A source that failed by itself is over; one whose item could not be written is not.
      if (this.#asking) this.#sourceOpen = false;
      if (!this.#isOver()) this.#fail(error);
    }
  }

  #isOver(): boolean {
    return this.#state === "ended";
  }

  #add(text: string): void {
    if (text === "") return;
    // Whoever is told to stop and still gives may finish.
    if (this.#graceTimer !== undefined && !this.#isOver()) this.#abandon();
    this.#text += text;
    if (this.#text.length >= chunkLength) this.#wakeConsumer();
    else this.#flushTimer ??= setTimeout(() => this.#flush(), patienceMs);
  }

  #flush(): void {
    this.#due = true;
    this.#wakeConsumer();
  }

  // Waits until the chunk has been asked for, and for everyone else's turn.
  async #taken(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#producer = resolve;
    });
    await nextTurn();
  }

  // Nobody waits any more, and the source may know: it has a while to finish, or to give the next item.
  readonly #abandon = (): void => {
    clearTimeout(this.#graceTimer);
    this.#graceTimer = setTimeout(() => {
      // A source that waits to be asked keeps nobody waiting.
      if (this.#producer !== undefined) this.#abandon();
      else this.#fail(this.#signal?.reason);
    }, graceMs);
  };

  readonly #conclude = (): void => {
    // An item in hand is sent before; who writes it looks by itself whether it was the last.
    if (!this.#asking) return;
    this.#text += this.#init.close;
    this.#end();
    if (this.#sourceOpen) this.#init.outlive(atMost(graceMs, this.#stopSource()));
  };

  #watch(signal: AbortSignal | undefined, closing: AbortSignal | undefined): void {
    this.#signal = signal;
    this.#closing = closing;
    if (closing?.aborted === true) return this.#conclude();
    closing?.addEventListener("abort", this.#conclude);
    if (signal?.aborted === true) this.#abandon();
    else signal?.addEventListener("abort", this.#abandon);
  }

  #fail(thrown: unknown): void {
    if (this.#hasBegun) {
      const error = asObject(thrown);
      this.#failure = { error };
      try {
        this.#text += this.#init.lastWords(error);
      } catch {
        // A failure that cannot be told still ends the stream.
      }
    } else {
      this.#text = "";
      this.#falseStart = { error: thrown };
    }
    this.#end();
    void this.#stopSource();
  }

  #end(): void {
    this.#state = "ended";
    clearTimeout(this.#flushTimer);
    clearTimeout(this.#graceTimer);
    clearInterval(this.#beatTimer);
    this.#signal?.removeEventListener("abort", this.#abandon);
    this.#closing?.removeEventListener("abort", this.#conclude);
    this.#begun();
    this.#producer?.();
    this.#producer = undefined;
    this.#wakeConsumer();
  }

  async #stopSource(): Promise<void> {
    if (!this.#sourceOpen) return;
    this.#sourceOpen = false;
    try {
      await this.#source?.return?.();
    } catch (error) {
      this.#init.onStopFailure(error);
    }
  }

  #begun(): void {
    this.#hasBegun = true;
    this.#beginning?.();
    this.#beginning = undefined;
  }

  #wakeConsumer(): void {
    const wake = this.#consumer;
    this.#consumer = undefined;
    wake?.();
  }
}

// Logs tell objects from each other, and so say each failure once.
function asObject(thrown: unknown): object {
  if (typeof thrown === "object" && thrown !== null) return thrown;
  return new Error(`a stream's source threw ${String(thrown)}`, { cause: thrown });
}
