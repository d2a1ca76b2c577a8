import { expect, test } from "vitest";
import { byteLength, CountedBody } from "../../src/app/counted-body.ts";
import type { BodyChunk } from "../../src/gateway.ts";

let ends: string[] = [];

const counted = (body: AsyncIterable<BodyChunk>): CountedBody => {
  ends = [];
  return new CountedBody(body, (bytes, end) => ends.push(`${bytes} ${end}`));
};

async function* chunks(stopped: string[] = []): AsyncGenerator<BodyChunk> {
  try {
    yield "ü";
    yield new Uint8Array(3);
  } finally {
    stopped.push("stopped");
  }
}

test("a body that is read to its end is whole", async () => {
  const body = counted(chunks());
  const read: BodyChunk[] = [];
  for await (const chunk of body) read.push(chunk);
  expect(read).toEqual(["ü", new Uint8Array(3)]);
  expect(ends).toEqual(["5 whole"]);
  await body.return();
  expect(ends).toEqual(["5 whole"]);
});

test("a reader that leaves has what it took, and the source is told", async () => {
  const stopped: string[] = [];
  const body = counted(chunks(stopped));
  await body.next();
  await body.return();
  expect([ends, stopped]).toEqual([["2 aborted"], ["stopped"]]);
});

test("a body that nobody begins to read is opened for its end alone", async () => {
  const calls: string[] = [];
  const source = {
    [Symbol.asyncIterator]: () => source,
    next: async (): Promise<never> => Promise.reject(new Error("never asked")),
    return: async (): Promise<IteratorResult<string>> => {
      calls.push("return");
      return Promise.resolve({ done: true, value: undefined });
    },
  };
  await counted(source).return();
  expect([ends, calls]).toEqual([["0 aborted"], ["return"]]);
});

test("a source that fails has its error passed on", async () => {
  async function* failing(): AsyncGenerator<BodyChunk> {
    yield "abc";
    throw new Error("gone");
  }
  const body = counted(failing());
  await body.next();
  await expect(body.next()).rejects.toThrow("gone");
  expect(ends).toEqual(["3 failed"]);
});

test("text is counted as UTF-8", () => {
  expect([byteLength("aü🧀"), byteLength(new Uint8Array(7))]).toEqual([7, 7]);
});
