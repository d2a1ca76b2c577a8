// The way for a handler to end its request before its end.

import { httpError } from "./status-errors.ts";

/** What `abort` takes for a response: ours, or the web platform's. */
export interface AbortResponse {
  readonly status: number;
  readonly headers: Iterable<[string, string]>;
  text(): Promise<string>;
}

/**
 * Ends the request with an error response, or with a response that is there already.
 *
 * What is thrown is of the class of its status: `abort(404)` throws a `NotFound`. A response is sent as it is,
 * and no error handler is asked.
 * @param status 400 to 599.
 * @param detail What went wrong, for the client to read.
 * @param extra More members of the problem document.
 * @throws {HTTPError} Always, or the response.
 * @example
 * abort(404, "no user 7"); // throws 404 Not Found: no user 7
 * abort(409, "name is taken", { name: "sweety" }); // throws 409 Conflict
 * @see Flask's `abort`
 */
export function abort(
  status: number,
  detail?: string,
  extra?: Readonly<Record<string, unknown>>,
): never;
export function abort(response: AbortResponse): never;
export function abort(
  status: number | AbortResponse,
  detail?: string,
  extra?: Readonly<Record<string, unknown>>,
): never {
  // Whatever a request answers with can be thrown; it need not be an Error.
  if (typeof status === "object") throw status as unknown as Error;
  throw httpError(status, detail, { extra });
}
