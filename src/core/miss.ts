// What is answered when no route takes a request. It is an endpoint too, so hooks and error handlers hold for it.

import { defaultFormLimits } from "../http/form-limits.ts";
import { MethodNotAllowed, NotFound, BadRequest } from "../errors/status-errors.ts";
import type { Incoming } from "../gateway.ts";
import type { Match } from "../routing/match.ts";
import { redirectLocation } from "../routing/redirect-target.ts";
import type { Application } from "./application.ts";
import { Endpoint } from "./endpoint.ts";
import { Response } from "./response.ts";

/** Says that no route takes a request, and not that a route has found nothing. */
export class RouteNotFound extends NotFound {}

type Miss = Exclude<Match<unknown>, { readonly target: unknown }>;

/**
 * The endpoint of a request that no route takes. Its body is not read.
 *
 * @param query With its question mark; kept by a redirect.
 */
export function missed(
  app: Application,
  incoming: Incoming,
  match: Miss,
  rawPath: string,
  query: string,
): Endpoint {
  // `OPTIONS *` asks about the server as a whole.
  const isServer = rawPath === "*";
  const mountPath = incoming.mountPath ?? app.mountPath;
  const endpoint = new Endpoint({
    matched: null,
    bodyLimit: 0,
    formLimits: defaultFormLimits,
    readsBody: false,
    etag: undefined,
    handle: () =>
      isServer ? new Response(null, { status: 200 }) : answerMiss(match, query, mountPath),
  });
  return endpoint.use(app.chainAt(rawPath, incoming.authority));
}

/** @throws {HTTPError} 400, 404, or 405 with `Allow`. */
export function answerMiss(match: Miss, query: string, mountPath = ""): Response {
  switch (match.kind) {
    case "redirect":
      return new Response(null, {
        status: 308,
        headers: { location: redirectLocation(match.location, query, mountPath) },
      });
    case "method-not-allowed":
      throw new MethodNotAllowed(`this path answers ${match.allow.join(", ")}`, {
        allow: match.allow,
      });
    case "bad-path":
      throw new BadRequest(match.detail);
    case "not-found":
      throw new RouteNotFound("no route matches this path");
  }
}
