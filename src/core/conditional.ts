// Entity tags on demand: a client that has the same already is told so, without a body.
// Source: RFC 9110 §13.1 and §15.4.5.

import { HTTPError } from "../errors/http-error.ts";
import type { Outgoing } from "../gateway.ts";
import { matchesStrongly, matchesWeakly } from "../http/etag.ts";
import { HeaderFields } from "../http/headers.ts";
import type { ETagKind } from "./response.ts";

// What describes a body that is not sent, or guides caches less well than the tag. All else stays, as
// RFC 9110 §15.4.5 asks for Cache-Control, Content-Location, Expires and Vary; so do cookies.
const contentFields = [
  "content-type",
  "content-encoding",
  "content-language",
  "content-range",
  "content-digest",
  "repr-digest",
  "last-modified",
];

/**
 * The response with its `ETag`, or 304 if the client has it.
 *
 * @throws {HTTPError} As a rejection: 412 if the request asks for another version by `If-Match`.
 */
export async function makeConditional(
  outgoing: Outgoing,
  request: { readonly method: string; readonly headers: HeaderFields },
  kind: ETagKind,
): Promise<Outgoing> {
  const { body, status } = outgoing;
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (status !== 200 || !isRead || !(typeof body === "string" || body instanceof Uint8Array)) {
    return outgoing;
  }
  const headers = new HeaderFields(outgoing.headers);
  const tag = headers.get("etag") ?? (await entityTag(body, kind));
  headers.set("etag", tag);

  const ifMatch = request.headers.get("if-match");
  if (ifMatch !== null && !matchesStrongly(ifMatch, tag)) {
    throw new HTTPError(412, "this is not the version that the request asks for", {
      headers: { etag: tag },
    });
  }
  if (!matchesWeakly(request.headers.get("if-none-match"), tag)) {
    return { status, headers, body };
  }
  for (const name of contentFields) headers.delete(name);
  return { status: 304, headers, body: null };
}

async function entityTag(body: string | Uint8Array, kind: ETagKind): Promise<string> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  // 128 bits are enough to tell the versions of one resource apart.
  const text = btoa(String.fromCharCode(...new Uint8Array(digest, 0, 16))).replaceAll("=", "");
  return kind === "weak" ? `W/"${text}"` : `"${text}"`;
}
