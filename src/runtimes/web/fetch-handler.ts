// A gateway as a function from the web's Request to the web's Response: what Workers,
// `deno serve` and Bun's own server want, and what the test client calls.

import type { Gateway } from "../../gateway.ts";
import { WebIncoming, type Lifetime } from "./web-incoming.ts";
import { toWebResponse } from "./web-response.ts";

/**
 * Answers one request of the web platform.
 *
 * Workers call it with the environment and a context whose `waitUntil` keeps work alive after
 * the answer; Bun and Deno with a server or a connection, which are of no use here.
 */
export type FetchHandler = (
  request: Request,
  environment?: unknown,
  context?: unknown,
) => Promise<Response>;

export function fetchHandler(gateway: Gateway): FetchHandler {
  return async (request, _environment, context) => {
    const outgoing = await gateway(
      new WebIncoming(request, hasLifetime(context) ? context : undefined),
    );
    return toWebResponse(outgoing, request.method);
  };
}

function hasLifetime(context: unknown): context is Lifetime {
  return typeof (context as Partial<Lifetime> | null | undefined)?.waitUntil === "function";
}
