// From what a handler gave back to a response. The table of return values is here and nowhere else.

import type { BodyChunk } from "../gateway.ts";
import { streamChunks } from "./body.ts";
import { ItemStream } from "./item-stream.ts";
import { JsonResponse, jsonify } from "./jsonify.ts";
import type { Origin } from "./origin.ts";
import { Response } from "./response.ts";
import { isStreamable } from "./stream-items.ts";

/**
 * Makes the response of a returned value.
 *
 * | value | response |
 * |---|---|
 * | `Response`, the web's too | as it is |
 * | text | `text/plain; charset=utf-8` |
 * | async iterable, what a generator gives | a stream: a JSON array, NDJSON or events, as the client accepts |
 * | `ReadableStream` | a stream of bytes |
 * | `Error` | as if it had been thrown |
 * | `undefined` | an error that asks for the `return` |
 * | anything else | JSON |
 *
 * @param from Who gave it back.
 * @throws {TypeError} `nothing-returned`.
 */
export function toResponse(value: unknown, from?: Origin): Response {
  if (value instanceof Response) return value instanceof JsonResponse ? streamed(value) : value;
  if (typeof value === "string") return new Response(value);
  if (value === undefined) throw nothingReturned(from);
  if (value instanceof Error) throw value;
  if (value instanceof globalThis.Response) return fromWeb(value);
  if (value instanceof ReadableStream) return new Response(value as ReadableStream<BodyChunk>);
  return isStreamable(value) ? new ItemStream(value, {}, null) : jsonify(value);
}

/**
 * A response of the web platform as one of ours.
 *
 * @throws {TypeError} `response-read` if its body has been read.
 */
export function fromWeb(response: globalThis.Response): Response {
  if (response.bodyUsed || response.body?.locked === true) {
    throw new TypeError(
      "Cannot answer with a Response whose body has been read\n" +
        "Fix: return response.clone() and read the other    [response-read]",
    );
  }
  const body = response.body as ReadableStream<BodyChunk> | null;
  const chunks = body === null ? null : streamChunks(body);
  const ours = new Response(chunks, { status: response.status, headers: [...response.headers] });
  // What `fetch` gives has been decoded, but its fields still say how it was encoded.
  if (response.url !== "" && ours.headers.has("content-encoding")) {
    ours.headers.delete("content-encoding");
    ours.headers.delete("content-length");
  }
  // As it is: a type that nobody gave it is not for us to guess.
  if (!response.headers.has("content-type")) ours.headers.delete("content-type");
  return ours;
}

function nothingReturned(from: Origin | undefined): TypeError {
  const origin = from?.origin ?? "";
  const place = origin === "" ? "" : `  ${origin}\n`;
  return new TypeError(
    `Cannot answer with undefined: did the handler forget to return?\n${place}` +
      "Fix: return a value, or noContent() for an empty answer    [nothing-returned]",
  );
}

function streamed(response: JsonResponse): Response {
  const { chosenStatus: status, headers, jsonOptions, value } = response;
  if (!isStreamable(value)) return response;
  // The fields have the Content-Type of JSON, which is only one of the formats, unless someone chose it.
  if (jsonOptions?.mimetype === undefined && headers.get("content-type") === "application/json") {
    headers.delete("content-type");
  }
  return new ItemStream(value, { ...jsonOptions, status, headers }, null);
}
