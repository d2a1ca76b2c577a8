// What is answered when no rule fits a request.

import { HTTPError } from "../errors/http-error.ts";
import type { Match } from "../routing/match.ts";
import { redirectLocation } from "../routing/redirect-target.ts";
import { Response } from "./response.ts";

type Miss = Exclude<Match<unknown>, { readonly kind: "found" }>;

/**
 * The answer to a request that no rule fits.
 *
 * @param query With its question mark; kept by a redirect.
 * @throws {HTTPError} 400, 404, or 405 with `Allow`.
 */
export function answerMiss(match: Miss, query: string): Response {
  switch (match.kind) {
    case "options":
      return new Response(null, { status: 200, headers: { allow: match.allow.join(", ") } });
    case "redirect":
      return new Response(null, {
        status: 308,
        headers: { location: redirectLocation(match.location, query) },
      });
    case "method-not-allowed":
      throw new HTTPError(405, `this path answers ${match.allow.join(", ")}`, {
        headers: { allow: match.allow.join(", ") },
      });
    case "bad-path":
      throw new HTTPError(400, match.detail);
    case "not-found":
      throw new HTTPError(404, "no route matches this path");
  }
}

/** The answer to `OPTIONS *`, which asks about the server as a whole. */
export function answerServerOptions(): Response {
  return new Response(null, { status: 200 });
}
