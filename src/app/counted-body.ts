// A streamed body that says how many bytes were taken of it, and how it ended.

import type { BodyChunk } from "../gateway.ts";

/** Whether it was read to its end, its reader left before, or its source failed. */
export type BodyEnd = "whole" | "aborted" | "failed";

export class CountedBody implements AsyncIterableIterator<BodyChunk, undefined> {
  readonly #body: AsyncIterable<BodyChunk>;
  readonly #onEnd: (bytes: number, end: BodyEnd) => void;
  #source: AsyncIterator<BodyChunk> | undefined;
  #bytes = 0;
  #hasEnded = false;

  /** @param onEnd Called once. */
  constructor(body: AsyncIterable<BodyChunk>, onEnd: (bytes: number, end: BodyEnd) => void) {
    this.#body = body;
    this.#onEnd = onEnd;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<BodyChunk, undefined>> {
    let step: IteratorResult<BodyChunk, unknown>;
    try {
      step = await this.#open().next();
    } catch (error) {
      this.#end("failed");
      throw error;
    }
    if (step.done === true) {
      this.#end("whole");
      return { done: true, value: undefined };
    }
    if (!this.#hasEnded) this.#bytes += byteLength(step.value);
    return step;
  }

  async return(): Promise<IteratorResult<BodyChunk, undefined>> {
    this.#end("aborted");
    await this.#open().return?.();
    return { done: true, value: undefined };
  }

  #open(): AsyncIterator<BodyChunk> {
    return (this.#source ??= this.#body[Symbol.asyncIterator]());
  }

  #end(end: BodyEnd): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#onEnd(this.#bytes, end);
  }
}

/** As UTF-8, where it is text. */
export function byteLength(chunk: BodyChunk): number {
  return typeof chunk === "string" ? new TextEncoder().encode(chunk).length : chunk.length;
}
