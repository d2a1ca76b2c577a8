// From what a handler gave back to a response. The table of return values is here and nowhere else.

import type { BodyChunk } from "../gateway.ts";
import { isAsyncIterable, streamChunks } from "./body.ts";
import { JsonResponse, jsonify } from "./jsonify.ts";
import { Response } from "./response.ts";
import { jsonArrayChunks } from "./stream-json.ts";
import type { JSONCodec } from "../json/codec.ts";

/** What a handler may give back: `undefined` is missing, because it is a forgotten `return`. */
export type Returnable = string | number | boolean | bigint | null | object;

/**
 * Makes the response of a returned value.
 *
 * | value | response |
 * |---|---|
 * | `Response`, the web's too | as it is |
 * | text | `text/plain; charset=utf-8` |
 * | async iterable | a stream: a JSON array, an item at a time |
 * | `ReadableStream` | a stream of bytes |
 * | `Error` | as if it had been thrown |
 * | `undefined` | an error that asks for the `return` |
 * | anything else | JSON |
 *
 * @throws {TypeError} `nothing-returned`.
 */
export function toResponse(value: unknown, codec: JSONCodec): Response {
  if (value instanceof Response)
    return value instanceof JsonResponse ? streamed(value, codec) : value;
  if (typeof value === "string") return new Response(value);
  if (value === undefined) {
    throw new TypeError(
      "Cannot answer with undefined: did the handler forget to return?\n" +
        "Fix: return a value, or noContent() for an empty answer    [nothing-returned]",
    );
  }
  if (value instanceof Error) throw value;
  if (value instanceof globalThis.Response) return fromWeb(value);
  if (value instanceof ReadableStream) return new Response(value as ReadableStream<BodyChunk>);
  return streamed(jsonify(value), codec);
}

/** A response of the web platform as one of ours. */
export function fromWeb(response: globalThis.Response): Response {
  const body = response.body as ReadableStream<BodyChunk> | null;
  const chunks = body === null ? null : streamChunks(body);
  return new Response(chunks, { status: response.status, headers: [...response.headers] });
}

function streamed(response: JsonResponse, codec: JSONCodec): Response {
  const { value, jsonOptions, status } = response;
  if (!isAsyncIterable(value)) return response;
  const chunks = jsonArrayChunks(value, codec, jsonOptions);
  return new Response(chunks, { status, headers: response.headers });
}
