// Which form a stream takes: what the handler named, else what the client likes best.

import { acceptMediaTypes } from "../http/accept.ts";
import type { HeaderFields } from "../http/headers.ts";
import { parseMediaType } from "../http/media-type.ts";
import { jsonArray, ndjsonLines, serverSentEvents, type StreamFormat } from "./stream-format.ts";

/** A format, by one of its names. */
export interface NamedFormat {
  readonly format: StreamFormat;
  readonly mimetype: string;
}

// Where a client likes several equally, the first of these.
const negotiable: ReadonlyMap<string, StreamFormat> = new Map(
  [jsonArray, ndjsonLines, serverSentEvents].flatMap((format) =>
    format.mimetypes.map((mimetype) => [mimetype, format] as const),
  ),
);

const offers = [...negotiable.keys()];

/**
 * The format that an `Accept` field asks for.
 *
 * What suits nobody is a JSON array all the same: a client that cannot read one can say so itself.
 * @example
 * negotiateFormat("application/jsonl, application/json;q=0.5").mimetype; // => "application/jsonl"
 * negotiateFormat("text/html, *\/*;q=0.8").mimetype; // => "application/json"
 */
export function negotiateFormat(accept: string | null): NamedFormat {
  const wanted = acceptMediaTypes(accept);
  // Of what a client likes equally, what it names first.
  const named = wanted.preferences
    .map(({ range }) => range)
    .filter((range) => negotiable.has(range));
  const mimetype = wanted.best(...named, ...offers) ?? "application/json";
  return { format: negotiable.get(mimetype)!, mimetype };
}

/** The format that a `Content-Type` names; anything else is a JSON array by another name. */
export function formatOf(contentType: string): StreamFormat {
  return negotiable.get(parseMediaType(contentType)?.essence ?? "") ?? jsonArray;
}

/** Tells caches that the answer depends on `Accept`, beside whatever else it depends on. */
export function varyByAccept(headers: HeaderFields): void {
  const names =
    headers
      .get("vary")
      ?.toLowerCase()
      .split(/[\s,]+/) ?? [];
  if (!names.includes("accept") && !names.includes("*")) headers.append("vary", "accept");
}
