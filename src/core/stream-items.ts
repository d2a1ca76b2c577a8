// What can be streamed: its checking, its opening, and its end if nobody ever reads it.

import { isThenable } from "./thenable.ts";

/** Items of a stream, or a function that makes them for a client that comes back. */
export type StreamItems =
  | AsyncIterable<unknown>
  | Iterable<unknown>
  | ((lastEventId: string | null) => AsyncIterable<unknown> | Iterable<unknown>);

/** @throws {TypeError} `stream-items` for what has no items. */
export function checkItems(items: unknown): void {
  if (typeof items !== "function") checkIterable(items);
}

/**
 * The items for this client.
 *
 * @throws {TypeError} `stream-items` if the function gives what has no items.
 */
export function openItems(
  items: StreamItems,
  lastEventId: string | null,
): AsyncIterable<unknown> | Iterable<unknown> {
  const opened = typeof items === "function" ? items(lastEventId) : items;
  checkIterable(opened);
  if (Array.isArray(opened)) expectRejections(opened);
  return opened;
}

/** Lets go of items that nobody will ask for. Reading them is not begun, not even to end it. */
export async function discardItems(items: StreamItems): Promise<void> {
  const source = items as {
    return?: () => unknown;
    cancel?: () => unknown;
    destroy?: () => unknown;
  };
  // A generator, a stream of the web, a stream of Node's.
  if (typeof source.return === "function") await source.return();
  else if (typeof source.cancel === "function") await source.cancel();
  else if (typeof source.destroy === "function") source.destroy();
}

/** Whether a value at the top of an answer is meant as a stream: an async iterable, or what a generator gives. */
export function isStreamable(value: unknown): value is AsyncIterable<unknown> | Iterable<unknown> {
  if (typeof value !== "object" || value === null) return false;
  return (
    Symbol.asyncIterator in value || Object.prototype.toString.call(value) === "[object Generator]"
  );
}

function checkIterable(items: unknown): void {
  if (typeof items === "object" && items !== null) {
    if (Symbol.asyncIterator in items || Symbol.iterator in items) return;
  }
  const shown = isThenable(items) ? "a promise" : items === null ? "null" : `a ${typeof items}`;
  throw new TypeError(
    `Cannot stream ${shown}: it must have items, as arrays, generators and async generators do\n` +
      `Fix: ${isThenable(items) ? "await it first" : "give an iterable; of a single value, [value]"}    [stream-items]`,
  );
}

// Promises in a list run already. One that is rejected before its turn has come is no accident.
function expectRejections(items: readonly unknown[]): void {
  for (const item of items) if (isThenable(item)) Promise.resolve(item).catch(() => {});
}
