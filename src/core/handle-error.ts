// From anything that was thrown to a response: the user's error handler, else a problem document.
// In production nothing of an unforeseen error reaches the client.

import { HTTPError } from "../errors/http-error.ts";
import { BodyError } from "../gateway.ts";
import type { Application } from "./application.ts";
import type { BaseContext } from "./context.ts";
import { problemResponse } from "./problem-response.ts";
import { Response } from "./response.ts";
import { fromWeb, toResponse } from "./returned.ts";
import { isThenable } from "./thenable.ts";

/**
 * Answers what was thrown while a request was handled.
 *
 * @throws {TypeError} Also as a rejection, if the error's own fields cannot be sent.
 */
export function handleError(
  app: Application,
  context: BaseContext,
  thrown: unknown,
): Response | Promise<Response> {
  if (thrown instanceof Response) return thrown;
  if (thrown instanceof globalThis.Response) return fromWeb(thrown);
  const failure = thrown instanceof BodyError ? refusedBody(app, context, thrown) : thrown;
  const found = app.errorHandlers.find(failure);
  // A handler for its class has foreseen the error; otherwise it is a bug that someone must see.
  if (!(failure instanceof HTTPError) && found?.error !== failure) report(app, context, failure);
  if (found === undefined) return problemResponse(app, context, failure);

  const status = failure instanceof HTTPError ? failure.status : 500;
  const answer = (value: unknown): Response => {
    const response = toResponse(value);
    response.suggestStatus(status);
    return response;
  };
  const failAgain = (error: unknown): Response => {
    if (error instanceof Response) return error;
    if (error instanceof globalThis.Response) return fromWeb(error);
    if (!(error instanceof HTTPError)) report(app, context, error);
    return problemResponse(app, context, error);
  };
  try {
    const value = found.handler(found.error, context);
    return isThenable(value) ? Promise.resolve(value).then(answer).catch(failAgain) : answer(value);
  } catch (error) {
    return failAgain(error);
  }
}

function refusedBody(app: Application, context: BaseContext, error: BodyError): HTTPError {
  const { status, detail, code } = error;
  if (app.debug) {
    const request = `${context.method} ${context.path}`;
    app.log.debug(`${request}: refused the body with ${status}: ${detail}    [${code}]`);
  }
  return new HTTPError(status, detail, { cause: error });
}

function report(app: Application, context: BaseContext, error: unknown): void {
  const line = `${context.method} ${context.path} failed`;
  // Whoever waits no longer has usually made the handler fail: that is no bug.
  if (context.signal.aborted) app.log.debug(line, error);
  else app.report(line, error);
}
