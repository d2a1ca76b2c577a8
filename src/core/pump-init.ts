// What a stream is made of, as its pump needs to know it. Types only.

/** What a pump is told about its items. */
export interface PumpInit {
  /** Asked for when the first item is. */
  items(): AsyncIterable<unknown> | Iterable<unknown>;
  /** Called in place of `items` if nobody begins to read. */
  discard(): void;
  readonly open: string;
  readonly close: string;
  /** The text of an item. */
  write(item: unknown, index: number): string | Promise<string>;
  /** The last words of a stream that fails; then the error itself ends it. */
  lastWords(error: unknown): string;
  /** Hears of a source that fails while it is told to stop. */
  onStopFailure(error: unknown): void;
  readonly heartbeat: string;
  /** 0 for none. */
  readonly heartbeatMs: number;
  /** Aborted when nobody waits any more; asked for when the first item is. */
  signal(): AbortSignal | undefined;
  /** Aborted when the stream is to end between two items, although its source has more; asked for at the same time. */
  closing(): AbortSignal | undefined;
  /** Is given what goes on when the stream has ended in that way: the stopping of its source. */
  outlive(work: Promise<void>): void;
}
