// The answer to OPTIONS where no route has it by name. It stands in the place of the first route of the path, whose
// hooks and error handlers hold for it: what a blueprint does for CORS, it does for preflights.

import { Endpoint } from "./endpoint.ts";
import { Response } from "./response.ts";

/**
 * An endpoint that says what is allowed. The body of a request is not read.
 *
 * @param endpoint What answers the route in whose place it is.
 * @see Flask's `provide_automatic_options`
 */
export function automaticOptions(endpoint: Endpoint, allow: readonly string[]): Endpoint {
  const { bodyLimit, formLimits, matched, usesSession } = endpoint;
  return new Endpoint({
    matched,
    bodyLimit,
    formLimits,
    usesSession,
    readsBody: false,
    etag: undefined,
    handle: () => new Response(null, { status: 200, headers: { allow: allow.join(", ") } }),
  }).use(endpoint);
}
