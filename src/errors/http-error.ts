// Failures of a request that the client should hear about.

import { isFinalStatus, reasonPhrase } from "../http/status.ts";
import type { HeaderFieldsInit } from "../http/headers.ts";

/** What an `HTTPError` carries beyond its status and detail. */
export interface HTTPErrorInit {
  /** A short, human-readable name of the kind of problem; the status's reason phrase unless given. */
  readonly title?: string | undefined;
  /** A URI that identifies the kind of problem; `about:blank` unless given. */
  readonly type?: string | undefined;
  /** Fields for the response, such as `Retry-After`. */
  readonly headers?: HeaderFieldsInit | undefined;
  /** More members of the problem document. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
  readonly cause?: unknown;
}

/**
 * A failure of a request, with the status that the client gets.
 *
 * Uncaught, it becomes an `application/problem+json` response. There is a class for each status, such as
 * `NotFound`; this one is for statuses of your own.
 *
 * @example
 * const error = new HTTPError(429, "too many sign-ins", { headers: { "Retry-After": "30" } });
 * error.title; // => "Too Many Requests"
 * error.message; // => "429 Too Many Requests: too many sign-ins"
 * @see RFC 9457
 */
export class HTTPError extends Error {
  override readonly name: string = "HTTPError";
  readonly status: number;
  readonly title: string;
  readonly type: string;
  readonly detail: string | undefined;
  readonly headers: HeaderFieldsInit | undefined;
  readonly extra: Readonly<Record<string, unknown>> | undefined;

  /** @throws {RangeError} If the status is not 400 to 599. */
  constructor(status: number, detail?: string, init: HTTPErrorInit = {}) {
    if (!isFinalStatus(status) || status < 400) {
      throw new RangeError(
        `Cannot fail with status ${String(status)}: an error's status must be an integer from 400 to 599\n` +
          `Fix: to end early with another status, throw or return a Response    [error-status]`,
      );
    }
    const title = init.title ?? (reasonPhrase(status) || `Error ${status}`);
    super(
      detail === undefined ? `${status} ${title}` : `${status} ${title}: ${detail}`,
      init.cause === undefined ? undefined : { cause: init.cause },
    );
    this.status = status;
    this.title = title;
    this.type = init.type ?? "about:blank";
    this.detail = detail;
    this.headers = init.headers;
    this.extra = init.extra;
  }
}
