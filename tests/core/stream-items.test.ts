import { describe, expect, test } from "vitest";
import {
  checkItems,
  discardItems,
  isStreamable,
  openItems,
  type StreamItems,
} from "../../src/core/stream-items.ts";

function* numbers(): Generator<number> {
  yield 1;
}
async function* laterNumbers(): AsyncGenerator<number> {
  yield 1;
}

describe("what has items can be streamed", () => {
  test.each<[string, StreamItems]>([
    ["an array", [1]],
    ["a Set", new Set([1])],
    ["a generator", numbers()],
    ["an async generator", laterNumbers()],
    ["a function", () => [1]],
    ["a web stream", new ReadableStream()],
  ])("%s", (_, items) => {
    expect(() => checkItems(items)).not.toThrow();
  });
});

describe("what has none is refused", () => {
  test.each<[string, unknown, string]>([
    ["nothing", undefined, "Cannot stream a undefined"],
    ["null", null, "Cannot stream null"],
    ["a number", 5, "Cannot stream a number"],
    ["text, whose letters nobody means", "text", "Cannot stream a string"],
    ["an object", { id: 1 }, "Fix: give an iterable; of a single value, [value]    [stream-items]"],
    ["a promise", Promise.resolve([1]), "Fix: await it first    [stream-items]"],
  ])("%s", (_, items, message) => {
    expect(() => checkItems(items)).toThrow(message);
    expect(() => openItems((() => items) as never, null)).toThrow(message);
  });
});

test("a function hears which event its client saw last", () => {
  const heard: (string | null)[] = [];
  const items = (id: string | null): number[] => {
    heard.push(id);
    return [1];
  };
  expect([openItems(items, "7"), openItems(items, null), heard]).toEqual([[1], [1], ["7", null]]);
});

test.each<[string, unknown, boolean]>([
  ["an async generator", laterNumbers(), true],
  ["a generator", numbers(), true],
  ["any async iterable", { [Symbol.asyncIterator]: laterNumbers }, true],
  ["an array", [1], false],
  ["the iterator of an array", [1].values(), false],
  ["a Map", new Map(), false],
  ["text", "text", false],
  ["a generator function", numbers, false],
  ["null", null, false],
])("%s at the top of an answer is a stream: %j", (_, value, streamed) => {
  expect(isStreamable(value)).toBe(streamed);
});

describe("items that nobody will ask for are let go", () => {
  test("a generator does not begin, and is over", async () => {
    let begun = false;
    const items = (function* () {
      begun = true;
      yield 1;
    })();
    await discardItems(items);
    expect([items.next().done, begun]).toEqual([true, false]);
  });

  test("a web stream is cancelled", async () => {
    let cancelled = false;
    const items = new ReadableStream({ cancel: () => void (cancelled = true) });
    await discardItems(items as StreamItems);
    expect(cancelled).toBe(true);
  });

  test("a stream as Node's is destroyed", async () => {
    let destroyed = false;
    await discardItems({
      [Symbol.asyncIterator]: laterNumbers,
      destroy: () => (destroyed = true),
    } as StreamItems);
    expect(destroyed).toBe(true);
  });

  test("a function is not called", async () => {
    let called = false;
    await discardItems(() => {
      called = true;
      return [];
    });
    expect(called).toBe(false);
  });

  test("a list is left alone", async () => {
    const items = [1];
    await discardItems(items);
    expect(items).toEqual([1]);
  });
});
