// What happens to a request, step by step. Every step that is more than a line is a file of its own.
// A synchronous handler is answered synchronously: promises are only made for handlers that make one.

import type { Incoming, Outgoing } from "../gateway.ts";
import type { Match } from "../routing/match.ts";
import type { Application } from "./application.ts";
import { createContext, type BaseContext } from "./context.ts";
import { finalize } from "./finalize.ts";
import { unforeseen } from "./error-handlers.ts";
import { handleError } from "./handle-error.ts";
import { bareProblem } from "./problem-response.ts";
import { answerMiss, answerServerOptions } from "./miss.ts";
import { toResponse } from "./returned.ts";
import type { Endpoint } from "./route.ts";
import { isThenable } from "./thenable.ts";

type Answer = Outgoing | Promise<Outgoing>;
type Found = Extract<Match<Endpoint>, { readonly kind: "found" }>;

/** Answers a request. Never throws, never rejects. */
export function dispatch(app: Application, incoming: Incoming): Answer {
  // 1. Find the route.
  const { target } = incoming;
  const mark = target.indexOf("?");
  const path = mark === -1 ? target : target.slice(0, mark);
  if (path === "*") return answer(app, outside(app, incoming), answerServerOptions());
  try {
    const match = app.router.match(incoming.method, path, incoming.authority);
    if (match.kind !== "found") {
      const query = mark === -1 ? "" : target.slice(mark);
      return answer(app, outside(app, incoming), answerMiss(match, query));
    }

    // 2. Read the body, so that one that is too large is refused before anything is done.
    if (!incoming.hasBody) return handle(app, incoming, match, null);
    const body = incoming.readBody(match.target.bodyLimit);
    if (!(body instanceof Promise)) return handle(app, incoming, match, body);
    return body.then(
      (bytes) => handle(app, incoming, match, bytes),
      (error: unknown) => fail(app, outside(app, incoming), error),
    );
  } catch (error) {
    return fail(app, outside(app, incoming), error);
  }
}

// 3. Call the handler.
function handle(
  app: Application,
  incoming: Incoming,
  match: Found,
  body: Uint8Array | null,
): Answer {
  const context = createContext(app, incoming, body, match.names, match.values);
  let returned;
  try {
    returned = match.target.handle(context);
  } catch (error) {
    return fail(app, context, error);
  }
  const { target } = match;
  if (!isThenable(returned)) return answer(app, context, returned, target);
  return Promise.resolve(returned).then(
    (value) => answer(app, context, value, target),
    (error: unknown) => fail(app, context, error),
  );
}

// 4. Make a response of what it returned, and 5. encode it.
function answer(
  app: Application,
  context: BaseContext,
  returned: unknown,
  endpoint?: Endpoint,
): Answer {
  try {
    const response = toResponse(returned);
    if (endpoint?.etag !== undefined) response.suggestETag(endpoint.etag);
    const outgoing = finalize(app, context, response, endpoint?.route.path);
    if (!(outgoing instanceof Promise)) return outgoing;
    return outgoing.catch((error: unknown) => fail(app, context, error));
  } catch (error) {
    return fail(app, context, error);
  }
}

// Whatever failed on the way: ask the error handlers, and encode their answer.
function fail(app: Application, context: BaseContext, thrown: unknown): Answer {
  try {
    const response = handleError(app, context, thrown);
    if (response instanceof Promise) {
      return response
        .then((made) => finalize(app, context, made))
        .catch((error: unknown) => lastResort(app, context, error));
    }
    const outgoing = finalize(app, context, response);
    if (!(outgoing instanceof Promise)) return outgoing;
    return outgoing.catch((error: unknown) => lastResort(app, context, error));
  } catch (error) {
    return lastResort(app, context, error);
  }
}

// The answer to an error could not be encoded; a bare problem document always can.
function lastResort(app: Application, context: BaseContext, error: unknown): Outgoing {
  app.log.error(`${context.method} ${context.path}: the answer to an error failed`, error);
  return bareProblem(unforeseen(error), context.path);
}

// The context of a request that has not reached, or will not reach, a handler.
function outside(app: Application, incoming: Incoming): BaseContext {
  return createContext(app, incoming, null, [], []);
}
