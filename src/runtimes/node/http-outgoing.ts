// An Outgoing as a response of node:http.

import type { ServerResponse } from "node:http";
import type { BodyChunk, Outgoing } from "../../gateway.ts";
import { isBodilessStatus } from "../../http/status.ts";
import { isStreamed } from "../../http/streamed-body.ts";

// These are node:http's own affair.
const framingFields: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "date",
  "keep-alive",
  "transfer-encoding",
]);

/**
 * Sends a response, whole or as its stream gives it.
 *
 * @param keepAlive Whether the client may use the connection again.
 * @throws As a rejection, whatever the stream throws; the connection must be cut then.
 */
export async function send(
  response: ServerResponse,
  outgoing: Outgoing,
  isHead: boolean,
  keepAlive: boolean,
): Promise<void> {
  const { body, status } = outgoing;
  const fields: string[] = [];
  for (const [name, value] of outgoing.headers) {
    if (!framingFields.has(name)) fields.push(name, value);
  }
  if (!keepAlive) fields.push("connection", "close");
  const streamed = isStreamed(body);
  const length = streamed ? outgoing.contentLength : lengthOf(body, outgoing.contentLength, isHead);
  if (!isBodilessStatus(status) && length !== undefined) {
    fields.push("content-length", String(length));
  }
  response.writeHead(status, fields);
  if (!streamed) {
    response.end(isHead || body === null ? undefined : body);
  } else if (isHead || isBodilessStatus(status)) {
    await discardStream(body);
    response.end();
  } else {
    await pour(body, response, outgoing.contentLength);
  }
}

/** Tells the source of a body that nobody will read it. */
export async function discardBody({ body }: Outgoing): Promise<void> {
  if (isStreamed(body)) await discardStream(body);
}

function lengthOf(body: BodyChunk | null, stated: number | undefined, isHead: boolean): number {
  if (isHead && stated !== undefined) return stated;
  if (body === null) return 0;
  return typeof body === "string" ? Buffer.byteLength(body) : body.length;
}

async function discardStream(body: AsyncIterable<BodyChunk>): Promise<void> {
  try {
    await body[Symbol.asyncIterator]().return?.();
  } catch {
    // A source that fails while it is told to stop has nobody left to tell.
  }
}

async function pour(
  body: AsyncIterable<BodyChunk>,
  response: ServerResponse,
  stated: number | undefined,
): Promise<void> {
  const iterator = body[Symbol.asyncIterator]();
  const gone = new Promise<"gone">((resolve) => response.once("close", () => resolve("gone")));
  response.flushHeaders();
  let sent = 0;
  for (;;) {
    const step = await Promise.race([iterator.next(), gone]);
    if (step === "gone") {
      await iterator.return?.();
      return;
    }
    if (step.done === true) break;
    sent += typeof step.value === "string" ? Buffer.byteLength(step.value) : step.value.length;
    if (stated !== undefined && sent > stated) break;
    if (response.write(step.value)) continue;
    await Promise.race([gone, new Promise((resolve) => response.once("drain", resolve))]);
  }
  if (stated !== undefined && sent !== stated) {
    throw new Error(`a stream of ${stated} bytes came to ${sent}`);
  }
  response.end();
}
