// A JSON array that is written while its items are still being made.

import type { JSONCodec } from "../json/codec.ts";
import type { JSONOptions } from "../json/policy.ts";

// A write costs as much as some thousand characters; a larger chunk only delays the first.
const chunkLength = 16 * 1024;

// So long an item may let those before it wait.
const patienceMs = 5;

/**
 * The text of a JSON array, in chunks. Items that come quickly leave together; an item
 * that has to be waited for does not hold back those before it.
 *
 * @throws Whatever the source throws, or an `EncodeError` for an item.
 * @example
 * async function* rows() { yield { id: 1 }; yield { id: 2 }; }
 * let text = "";
 * for await (const chunk of jsonArrayChunks(rows(), new JSONProvider())) text += chunk;
 * text; // => '[{"id":1},{"id":2}]'
 */
export async function* jsonArrayChunks(
  items: AsyncIterable<unknown>,
  codec: JSONCodec,
  options?: JSONOptions,
): AsyncGenerator<string, void, undefined> {
  const iterator = items[Symbol.asyncIterator]();
  const patience = new Patience();
  let text = "[";
  let separator = "";
  let finished = false;
  try {
    for (;;) {
      const next = iterator.next();
      if (text !== "" && (await patience.isOver(next))) {
        yield text;
        text = "";
      }
      const step = await next;
      if (step.done === true) break;
      text += separator + (await codec.encode(step.value, options));
      separator = ",";
      if (text.length >= chunkLength) {
        yield text;
        text = "";
        patience.reset();
      }
    }
    finished = true;
    yield `${text}]`;
  } catch (error) {
    finished = true;
    throw error;
  } finally {
    patience.reset();
    if (!finished) await iterator.return?.();
  }
}

// One timer for a chunk, not for an item.
class Patience {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #end: Promise<true> | undefined;

  /** Waits for the work, but not longer than the patience that is left. */
  async isOver(work: Promise<unknown>): Promise<boolean> {
    this.#end ??= new Promise((resolve) => {
      this.#timer = setTimeout(() => resolve(true), patienceMs);
    });
    const isOver = await Promise.race([work.then(inTime, inTime), this.#end]);
    if (isOver) this.reset();
    return isOver;
  }

  reset(): void {
    clearTimeout(this.#timer);
    this.#end = undefined;
  }
}

const inTime = (): false => false;
