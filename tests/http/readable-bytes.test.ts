import { describe, expect, test } from "vitest";
import { readableBytes } from "../../src/http/readable-bytes.ts";

describe("an iterable as a stream", () => {
  test("gives its chunks as they are, and text as UTF-8", async () => {
    const stream = readableBytes(
      (async function* () {
        yield "ü";
        yield new Uint8Array([1, 2]);
      })(),
    );
    const reader = stream.getReader();
    expect(await reader.read()).toEqual({ done: false, value: new Uint8Array([0xc3, 0xbc]) });
    expect(await reader.read()).toEqual({ done: false, value: new Uint8Array([1, 2]) });
    expect((await reader.read()).done).toBe(true);
  });

  test("asks for no chunk before its reader does", async () => {
    let asked = 0;
    const reader = readableBytes({
      [Symbol.asyncIterator]: () => ({
        next: async () => Promise.resolve({ done: false, value: `${++asked}` }),
      }),
    }).getReader();
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(asked).toBe(0);
    await reader.read();
    expect(asked).toBe(1);
  });

  test("ends the iteration when its reader leaves", async () => {
    let isOver = false;
    const reader = readableBytes(
      (async function* () {
        try {
          for (;;) yield "x";
        } finally {
          isOver = true;
        }
      })(),
    ).getReader();
    await reader.read();
    await reader.cancel();
    expect(isOver).toBe(true);
  });

  test("fails as the iterable does", async () => {
    const broken = new Error("disk gone");
    const stream = readableBytes({
      [Symbol.asyncIterator]: () => ({ next: async () => Promise.reject(broken) }),
    });
    await expect(stream.getReader().read()).rejects.toBe(broken);
  });
});
