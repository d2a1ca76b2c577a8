// From anything that was thrown to a response: the error handler of the nearest scope, else a problem document.
// In production nothing of an unforeseen error reaches the client.

import { HTTPError } from "../errors/http-error.ts";
import { httpError } from "../errors/status-errors.ts";
import { BodyError } from "../gateway.ts";
import type { Application } from "./application.ts";
import { openLife, type BaseContext } from "./context.ts";
import {
  findErrorHandler,
  type ErrorHandlers,
  type RegisteredErrorHandler,
} from "./error-handlers.ts";
import { problemResponse } from "./problem-response.ts";
import { Response } from "./response.ts";
import { fromWeb, toResponse } from "./returned.ts";
import { isThenable } from "./thenable.ts";

/**
 * Answers what was thrown while a request was handled.
 *
 * What an error handler throws is answered in the same way, but no handler is asked twice.
 * @param scopes Whose error handlers are asked, from the nearest to the application.
 * @throws {TypeError} Also as a rejection, if the error's own fields cannot be sent.
 */
export function handleError(
  app: Application,
  context: BaseContext,
  scopes: readonly ErrorHandlers[],
  thrown: unknown,
): Response | Promise<Response> {
  return handle(app, context, scopes, thrown, new Set());
}

function handle(
  app: Application,
  context: BaseContext,
  scopes: readonly ErrorHandlers[],
  thrown: unknown,
  asked: Set<RegisteredErrorHandler>,
): Response | Promise<Response> {
  if (thrown instanceof Response) return thrown;
  if (thrown instanceof globalThis.Response) return fromWeb(thrown);
  const failure = thrown instanceof BodyError ? refusedBody(app, context, thrown) : thrown;
  const found = findErrorHandler(scopes, failure, asked);
  // A handler for its class has foreseen the error; otherwise it is a bug that someone must see.
  const isForeseen = found !== undefined && found.error === failure;
  if (!(failure instanceof HTTPError) && !isForeseen) report(app, context, failure);
  if (found === undefined) return problemResponse(app, context, failure);

  asked.add(found.handler);
  const status = failure instanceof HTTPError ? failure.status : 500;
  const answer = (value: unknown): Response => {
    const response = toResponse(value, found.handler);
    response.suggestStatus(status);
    return response;
  };
  const again = (error: unknown): Response | Promise<Response> =>
    handle(app, context, scopes, error, asked);
  try {
    const value = found.handler.run(found.error, context);
    return isThenable(value) ? Promise.resolve(value).then(answer).catch(again) : answer(value);
  } catch (error) {
    return again(error);
  }
}

function refusedBody(app: Application, context: BaseContext, error: BodyError): HTTPError {
  const { status, detail, code } = error;
  if (app.debug) {
    const request = `${context.method} ${context.path}`;
    app.log.debug(`${request}: refused the body with ${status}: ${detail}    [${code}]`);
  }
  return httpError(status, detail, { cause: error });
}

function report(app: Application, context: BaseContext, error: unknown): void {
  openLife(context).failure = error;
  const line = `${context.method} ${context.path} failed`;
  // Whoever waits no longer has usually made the handler fail: that is no bug.
  if (context.signal.aborted) app.log.debug(line, error);
  else app.report(line, error, context);
}
