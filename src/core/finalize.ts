// The last step of a request: a response becomes what the runtime sends. A value is encoded here and not before.

import type { Outgoing } from "../gateway.ts";
import type { EncodeOptions } from "../json/codec.ts";
import type { Application } from "./application.ts";
import { makeConditional } from "./conditional.ts";
import type { BaseContext } from "./context.ts";
import { ItemStream } from "./item-stream.ts";
import { JsonResponse } from "./jsonify.ts";
import type { Response } from "./response.ts";

/**
 * Makes ready to send.
 *
 * @throws {EncodeError} Also as a rejection, if the value cannot be JSON.
 * @throws {HTTPError} As a rejection: 412.
 */
export function finalize(
  app: Application,
  context: BaseContext,
  response: Response,
): Outgoing | Promise<Outgoing> {
  const outgoing =
    response instanceof JsonResponse
      ? encode(app, context, response)
      : response instanceof ItemStream
        ? response.send(app, context)
        : { status: response.status, headers: response.sentFields, body: response.body };
  const { etagKind } = response;
  if (etagKind === undefined) return outgoing;
  return Promise.resolve(outgoing).then((whole) => makeConditional(whole, context, etagKind));
}

function encode(
  app: Application,
  context: BaseContext,
  response: JsonResponse,
): Outgoing | Promise<Outgoing> {
  const { jsonOptions, sentFields: headers, status, value } = response;
  const options = app.debug ? { ...jsonOptions, ...debugOptions(app, context) } : jsonOptions;
  const body = app.json.encode(value, options);
  if (typeof body === "string") return { status, headers, body };
  return body.then((text) => ({ status, headers, body: text }));
}

function debugOptions(app: Application, context: BaseContext): EncodeOptions {
  return {
    debug: true,
    warn: (warning) => app.warnOfLoss(`${context.method} ${context.path}`, warning),
  };
}
