// The last step of a request: a response becomes what the runtime sends. A value is encoded here and not before.

import type { Outgoing } from "../gateway.ts";
import type { HeaderFields } from "../http/headers.ts";
import type { EncodeOptions } from "../json/codec.ts";
import { jsonMimetype } from "../json/provider.ts";
import type { Application } from "./application.ts";
import { validate, withoutContentFields } from "./conditional.ts";
import type { BaseContext } from "./context.ts";
import { ItemStream } from "./item-stream.ts";
import { JsonResponse } from "./jsonify.ts";
import type { Response, Validation } from "./response.ts";
import { UpgradeResponse } from "./upgrade.ts";

/**
 * Makes ready to send.
 *
 * @param route The path of the route as it was registered, where there is one.
 * @throws {EncodeError} Also as a rejection, if the value cannot be JSON.
 * @throws {HTTPError} 426; also as a rejection 412, 416.
 */
export function finalize(
  app: Application,
  context: BaseContext,
  response: Response,
  route?: string,
): Outgoing | Promise<Outgoing> {
  const options = app.debug ? debugOptions(app, context, route) : undefined;
  const outgoing =
    response instanceof JsonResponse
      ? encode(app, response, options)
      : response instanceof ItemStream
        ? response.send(app, context, options)
        : response instanceof UpgradeResponse
          ? response.send(app, context)
          : response.outgoing(context);
  const { validation } = response;
  if (validation === null && response.status !== 304) return outgoing;
  return conclude(outgoing, context, validation);
}

function conclude(
  outgoing: Outgoing | Promise<Outgoing>,
  context: BaseContext,
  validation: Validation | null,
): Outgoing | Promise<Outgoing> {
  const finish = (whole: Outgoing): Outgoing | Promise<Outgoing> =>
    validation === null ? withoutContentFields(whole) : validate(whole, context, validation);
  return outgoing instanceof Promise ? outgoing.then(finish) : finish(outgoing);
}

function encode(
  app: Application,
  response: JsonResponse,
  debug: EncodeOptions | undefined,
): Outgoing | Promise<Outgoing> {
  const { jsonOptions, status, value } = response;
  const headers = typedFields(response, app.json.mimetype);
  const options =
    debug === undefined ? jsonOptions : { ...jsonOptions, ...debug, readable: isJson(headers) };
  const body = app.json.encode(value, options);
  if (typeof body === "string") return { status, headers, body };
  return body.then((text) => ({ status, headers, body: text }));
}

// A provider may have a media type of its own, for responses that name none.
function typedFields(response: JsonResponse, mimetype: string): HeaderFields {
  const { jsonOptions, sentFields } = response;
  if (mimetype === jsonMimetype || jsonOptions?.mimetype !== undefined) return sentFields;
  if (sentFields.get("content-type") === jsonMimetype) {
    response.headers.set("content-type", mimetype);
  }
  return response.sentFields;
}

// Lines of JSON by whatever name would be broken by an indent.
function isJson(headers: HeaderFields): boolean {
  return /^[^;]*[/+]json\s*(?:;|$)/i.test(headers.get("content-type") ?? "");
}

function debugOptions(app: Application, context: BaseContext, route = context.path): EncodeOptions {
  return {
    debug: true,
    warn: (warning) => app.warnOfLoss(`${context.method} ${route}`, warning),
  };
}
