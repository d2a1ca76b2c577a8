// The last step of a request: a response becomes what the runtime sends. A value is encoded here and not before.

import type { Outgoing } from "../gateway.ts";
import type { Application } from "./application.ts";
import { JsonResponse } from "./jsonify.ts";
import type { Response } from "./response.ts";

/** @throws {EncodeError} Also as a rejection, if the value cannot be JSON. */
export function finalize(app: Application, response: Response): Outgoing | Promise<Outgoing> {
  const { status, sentFields: headers } = response;
  if (!(response instanceof JsonResponse)) return { status, headers, body: response.body };
  const options = app.debug ? { ...response.jsonOptions, debug: true } : response.jsonOptions;
  const body = app.json.encode(response.value, options);
  if (typeof body === "string") return { status, headers, body };
  return body.then((text) => ({ status, headers, body: text }));
}
