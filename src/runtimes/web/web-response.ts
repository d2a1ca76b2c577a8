// An Outgoing as the web's Response.

import type { Outgoing } from "../../gateway.ts";
import { readableBytes } from "../../http/readable-bytes.ts";
import { isStreamed } from "../../http/streamed-body.ts";

const encoder = new TextEncoder();

// The statuses with which the web's Response refuses a body (Fetch §2.2.3, null body status).
const nullBodyStatuses: ReadonlySet<number> = new Set([204, 205, 304]);

/** @param method Of the request: an answer to HEAD has no body, but the fields of one. */
export function toWebResponse(outgoing: Outgoing, method: string): Response {
  const headers = new Headers([...outgoing.headers]);
  const { body, contentLength, status } = outgoing;
  const hasLength = !nullBodyStatuses.has(status);
  const bodiless = method === "HEAD" || !hasLength;
  if (isStreamed(body)) {
    if (hasLength && contentLength !== undefined) {
      headers.set("content-length", String(contentLength));
    }
    if (!bodiless) return new Response(readableBytes(body), { status, headers });
    // A source that fails while it is told to stop has nobody left to tell.
    body[Symbol.asyncIterator]()
      .return?.()
      .catch(() => {});
    return new Response(null, { status, headers });
  }
  const bytes = typeof body === "string" ? encoder.encode(body) : (body ?? new Uint8Array(0));
  const length = body === null && method === "HEAD" ? (contentLength ?? 0) : bytes.length;
  if (hasLength) headers.set("content-length", String(length));
  const content = bodiless ? null : (bytes as Uint8Array<ArrayBuffer>);
  return new Response(content, { status, headers });
}
