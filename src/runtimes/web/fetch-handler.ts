// A gateway as a function from the web's Request to the web's Response: what Workers,
// `deno serve` and Bun's own server want, and what the test client calls.

import type { Gateway } from "../../gateway.ts";
import { WebIncoming } from "./web-incoming.ts";
import { toWebResponse } from "./web-response.ts";

/** Answers one request of the web platform. */
export type FetchHandler = (request: Request) => Promise<Response>;

export function fetchHandler(gateway: Gateway): FetchHandler {
  return async (request) => {
    const outgoing = await gateway(new WebIncoming(request));
    return toWebResponse(outgoing, request.method);
  };
}
