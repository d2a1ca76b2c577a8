// What may be the body of a response, brought into three forms: text, bytes, a stream.

import type { BodyChunk } from "../gateway.ts";
import { GatheredBytes } from "../http/gathered-bytes.ts";

/** What a response can be made from. */
export type BodySource =
  | string
  | ArrayBuffer
  | ArrayBufferView
  | Blob
  | ReadableStream<BodyChunk>
  | AsyncIterable<BodyChunk>
  | null
  | undefined;

/** A body that is ready to be sent. */
export type Body = string | Uint8Array | AsyncIterable<BodyChunk> | null;

interface TypedBody {
  readonly content: Body;
  /** What the body itself says about its type. */
  readonly mimetype: string | null;
}

/** @throws {TypeError} `response-body` for what is not a body. */
export function toBody(source: BodySource): TypedBody {
  if (source === null || source === undefined) return noBody;
  if (typeof source === "string") return { content: source, mimetype: "text/plain" };
  if (source instanceof Uint8Array) return { content: source, mimetype: octets };
  if (source instanceof ArrayBuffer) return { content: new Uint8Array(source), mimetype: octets };
  if (ArrayBuffer.isView(source)) {
    const { buffer, byteOffset, byteLength } = source;
    return { content: new Uint8Array(buffer, byteOffset, byteLength), mimetype: octets };
  }
  if (source instanceof Blob)
    return { content: blobChunks(source), mimetype: source.type || octets };
  if (source instanceof ReadableStream) return { content: streamChunks(source), mimetype: octets };
  if (isAsyncIterable(source)) return { content: source, mimetype: octets };
  throw new TypeError(
    `Cannot send ${describe(source)} as a body: it must be text, bytes, a stream of either, or null\n` +
      `Fix: write jsonify(value)    [response-body]`,
  );
}

const noBody: TypedBody = { content: null, mimetype: null };
const octets = "application/octet-stream";

export function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

/** Reads a stream to its end. */
export async function bodyChunks(source: AsyncIterable<BodyChunk>): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const gathered = new GatheredBytes();
  for await (const chunk of source) {
    gathered.add(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
  }
  return gathered.whole();
}

/**
 * A web stream as an iterable; not every runtime's is one by itself.
 *
 * Unlike a generator it cancels the stream even if nobody has begun to read, as for HEAD.
 */
export function streamChunks<Chunk>(
  stream: ReadableStream<Chunk>,
): AsyncIterableIterator<Chunk, undefined> {
  let reader: ReadableStreamDefaultReader<Chunk> | undefined;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      reader ??= stream.getReader();
      const { done, value } = await reader.read();
      return done ? { done, value: undefined } : { done, value };
    },
    async return() {
      await (reader ?? stream).cancel();
      return { done: true, value: undefined };
    },
  };
}

async function* blobChunks(blob: Blob): AsyncGenerator<Uint8Array, void, undefined> {
  yield* streamChunks(blob.stream());
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (typeof value !== "object" || value === null) return `a ${typeof value}`;
  const name = (value.constructor as { name?: string } | undefined)?.name;
  return name === undefined || name === "Object" ? "an object" : `an instance of ${name}`;
}
