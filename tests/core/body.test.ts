import { describe, expect, test } from "vitest";
import { bodyChunks, isAsyncIterable, streamChunks, toBody } from "../../src/core/body.ts";
import type { Body, BodySource } from "../../src/core/body.ts";

const textOf = async (body: Body): Promise<string> => {
  if (body === null) return "null";
  if (typeof body === "string") return body;
  return new TextDecoder().decode(body instanceof Uint8Array ? body : await bodyChunks(body));
};

async function* letters(): AsyncGenerator<string | Uint8Array> {
  yield "a";
  yield new Uint8Array([98]);
  yield "ü";
}

describe("what may be a body, and the type it has by itself", () => {
  const octets = "application/octet-stream";
  const abc = new TextEncoder().encode("abc");
  const table: readonly [string, BodySource, string, string | null][] = [
    ["nothing", undefined, "null", null],
    ["null", null, "null", null],
    ["text", "abc", "abc", "text/plain"],
    ["empty text", "", "", "text/plain"],
    ["bytes", abc, "abc", octets],
    ["a buffer", abc.buffer, "abc", octets],
    ["a part of a buffer", new DataView(abc.buffer, 1, 2), "bc", octets],
    ["numbers", new Uint16Array([0x6261]), "ab", octets],
    ["a typed blob", new Blob(["abc"], { type: "image/png" }), "abc", "image/png"],
    ["an untyped blob", new Blob(["abc"]), "abc", octets],
    ["an async iterable", letters(), "abü", octets],
  ];

  test.each(table)("%s", async (_, source, text, mimetype) => {
    const typed = toBody(source);
    expect(typed.mimetype).toBe(mimetype);
    expect(await textOf(typed.content)).toBe(text);
  });

  test("a web stream", async () => {
    const { content, mimetype } = toBody(new Blob(["abc"]).stream());
    expect(mimetype).toBe(octets);
    expect(await textOf(content)).toBe("abc");
  });
});

test.each([
  [{ id: 1 }, "an object"],
  [[1, 2], "an array"],
  [7, "a number"],
  [true, "a boolean"],
  [7n, "a bigint"],
  [Symbol("s"), "a symbol"],
  [() => 1, "a function"],
  [new Map(), "an instance of Map"],
  [Object.create(null), "an object"],
])("refuses %o and says what it is", (value, name) => {
  expect(() => toBody(value as never)).toThrow(`Cannot send ${name} as a body`);
  expect(() => toBody(value as never)).toThrow("Fix: write jsonify(value)    [response-body]");
});

test.each([
  [letters(), true],
  [{ [Symbol.asyncIterator]: () => letters() }, true],
  [[1], false],
  ["text", false],
  [null, false],
  [undefined, false],
  [{}, false],
])("isAsyncIterable(%o) is %s", (value, expected) => {
  expect(isAsyncIterable(value)).toBe(expected);
});

describe("a web stream as chunks", () => {
  const cancellable = (): { stream: ReadableStream<string>; reasons: unknown[] } => {
    const reasons: unknown[] = [];
    const stream = new ReadableStream<string>({
      pull: (controller) => controller.enqueue("x"),
      cancel: (reason) => void reasons.push(reason),
    });
    return { stream, reasons };
  };

  test("is cancelled when its reader stops early", async () => {
    const { stream, reasons } = cancellable();
    const chunks = streamChunks(stream);
    await chunks.next();
    await chunks.return?.();
    expect(reasons).toHaveLength(1);
  });

  test("is cancelled when nobody begins to read", async () => {
    const { stream, reasons } = cancellable();
    await streamChunks(stream).return?.();
    expect(reasons).toHaveLength(1);
  });

  test("passes its failure on", async () => {
    const failing = new ReadableStream<string>({
      pull: (controller) => controller.error(new Error("disk gone")),
    });
    await expect(streamChunks(failing).next()).rejects.toThrow("disk gone");
  });

  test("that ends is not cancelled", async () => {
    const reasons: unknown[] = [];
    const stream = new ReadableStream<string>({
      start: (controller) => controller.close(),
      cancel: (reason) => void reasons.push(reason),
    });
    expect(await streamChunks(stream).next()).toEqual({ done: true, value: undefined });
    expect(reasons).toEqual([]);
  });
});
