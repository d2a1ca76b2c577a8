// Problem documents: how every failure looks to a client.
// Source: RFC 9457.

import type { HTTPError } from "./http-error.ts";

/** An RFC 9457 problem document; further members may follow. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance?: string;
  readonly [member: string]: unknown;
}

export const problemMediaType = "application/problem+json";

// The members that RFC 9457 defines belong to the error itself; `extra` cannot overwrite them.
const ownMembers: ReadonlySet<string> = new Set(["type", "title", "status", "detail", "instance"]);

/**
 * The problem document of an error.
 *
 * @param instance What identifies this occurrence, usually the path of the request.
 * @example
 * problemDocument(new HTTPError(404, "no user 7"), "/users/7");
 * // => { type: "about:blank", title: "Not Found", status: 404, detail: "no user 7", instance: "/users/7" }
 */
export function problemDocument(error: HTTPError, instance?: string): ProblemDocument {
  const document: Record<string, unknown> = {
    type: error.type,
    title: error.title,
    status: error.status,
  };
  if (error.detail !== undefined) document["detail"] = error.detail;
  if (instance !== undefined) document["instance"] = instance;
  for (const [name, value] of Object.entries(error.extra ?? {})) {
    if (!ownMembers.has(name)) document[name] = value;
  }
  return document as unknown as ProblemDocument;
}
