// What happens to a request, step by step. Every step that is more than a few lines is a file of its own.
// A synchronous handler is answered synchronously: promises are only made for code that makes one.

import type { Incoming, Outgoing } from "../gateway.ts";
import type { SessionState } from "../session/session-state.ts";
import { runAfter } from "./after-hooks.ts";
import { ambience, answerWithin } from "./ambience.ts";
import type { Application } from "./application.ts";
import { runBefore } from "./before-hooks.ts";
import { bodyOf, lifeOf, openLife, type BaseContext } from "./context.ts";
import type { Endpoint } from "./endpoint.ts";
import { unforeseen } from "./error-handlers.ts";
import { finalize } from "./finalize.ts";
import { findEndpoint } from "./find-endpoint.ts";
import { handleError } from "./handle-error.ts";
import { bareProblem, problemResponse } from "./problem-response.ts";
import type { Response } from "./response.ts";
import { toResponse } from "./returned.ts";
import { save } from "./save.ts";
import { loadSession, withSession } from "./session.ts";
import { tearDown } from "./teardown.ts";
import { isThenable } from "./thenable.ts";

type Answer = Outgoing | Promise<Outgoing>;

// 1. Find what answers, and put the values of the path into a context. Never throws, never rejects.
export function dispatch(app: Application, incoming: Incoming): Answer {
  return findEndpoint(app, incoming, begin, fail);
}

// Only where `hipflask/globals` is imported, everything from here on happens around the context.
function begin(app: Application, context: BaseContext, endpoint: Endpoint): Answer {
  if (ambience === null) return bring(app, context, endpoint);
  return answerWithin(ambience, context, bring.bind(null, app, context, endpoint));
}

// 2. Ask the store for the session, where there is a store and the client has a session in it.
function bring(app: Application, context: BaseContext, endpoint: Endpoint): Answer {
  const { sessions } = app;
  if (sessions === null || !endpoint.usesSession) return enter(app, context, endpoint);
  const loading = loadSession(sessions, context);
  if (loading === undefined) return enter(app, context, endpoint);
  return later(app, context, endpoint, loading, enterWithSession);
}

function enterWithSession(
  app: Application,
  context: BaseContext,
  endpoint: Endpoint,
  session: SessionState,
): Answer {
  openLife(context).broughtSession = session;
  return enter(app, context, endpoint);
}

// 3. Run the before-hooks: the application's, its blueprints', the route's. What one returns is the answer.
function enter(app: Application, context: BaseContext, endpoint: Endpoint): Answer {
  if (endpoint.before === null) return receive(app, context, endpoint);
  let early;
  try {
    early = runBefore(endpoint.before, context);
  } catch (error) {
    return fail(app, context, endpoint, error);
  }
  if (early === undefined) return receive(app, context, endpoint);
  if (!isThenable(early)) return answer(app, context, endpoint, early);
  return later(app, context, endpoint, early, receiveUnlessAnswered);
}

function receiveUnlessAnswered(
  app: Application,
  context: BaseContext,
  endpoint: Endpoint,
  early: unknown,
): Answer {
  return early === undefined
    ? receive(app, context, endpoint)
    : answer(app, context, endpoint, early);
}

// 4. Read the body, so that one that is too large is refused before the handler has done anything.
function receive(app: Application, context: BaseContext, endpoint: Endpoint): Answer {
  const body = endpoint.readsBody ? bodyOf(context) : null;
  if (body === null) return handle(app, context, endpoint);
  const bytes = body.bytes();
  if (!(bytes instanceof Promise)) return handle(app, context, endpoint);
  return later(app, context, endpoint, bytes, handle);
}

// 5. Call the handler.
function handle(app: Application, context: BaseContext, endpoint: Endpoint): Answer {
  let returned;
  try {
    returned = endpoint.handle(context);
  } catch (error) {
    return fail(app, context, endpoint, error);
  }
  if (!isThenable(returned)) return answer(app, context, endpoint, returned);
  return later(app, context, endpoint, returned, answer);
}

// 6. Make a response of what was returned.
function answer(
  app: Application,
  context: BaseContext,
  endpoint: Endpoint,
  returned: unknown,
): Answer {
  let response;
  try {
    response = toResponse(returned, endpoint);
  } catch (error) {
    return fail(app, context, endpoint, error);
  }
  if (endpoint.etag !== undefined) response.suggestETag(endpoint.etag);
  return leave(app, context, endpoint, response, false);
}

// 7. Run the after-hooks: the request's own, the route's, its blueprints', the application's.
function leave(
  app: Application,
  context: BaseContext,
  endpoint: Endpoint,
  response: Response,
  isLast: boolean,
): Answer {
  return endpoint.after === null && lifeOf(context) === undefined
    ? encode(app, context, endpoint, response, isLast)
    : change(app, context, endpoint, response, isLast);
}

function change(
  app: Application,
  context: BaseContext,
  endpoint: Endpoint,
  response: Response,
  isLast: boolean,
): Answer {
  const { after } = endpoint;
  const own = lifeOf(context)?.afterThisRequest.splice(0);
  const hooks = own === undefined ? after! : after === null ? own : [...own, ...after];
  const changed = runAfter(hooks, context, response, (error) =>
    recover(app, context, endpoint, error),
  );
  if (!(changed instanceof Promise)) return keep(app, context, endpoint, changed, isLast);
  return changed.then((last) => keep(app, context, endpoint, last, isLast));
}

// 8. Save what belongs to the response, such as the session.
function keep(
  app: Application,
  context: BaseContext,
  endpoint: Endpoint,
  response: Response,
  isLast: boolean,
): Answer {
  const life = lifeOf(context);
  if (life === undefined) return encode(app, context, endpoint, response, isLast);
  const again = (error: unknown): Answer => retry(app, context, endpoint, error, isLast);
  try {
    const saving = save(life, response);
    if (saving === undefined) return encode(app, context, endpoint, response, isLast);
    return saving.then(() => encode(app, context, endpoint, response, isLast), again);
  } catch (error) {
    return again(error);
  }
}

// 9. Encode the response.
function encode(
  app: Application,
  context: BaseContext,
  endpoint: Endpoint,
  response: Response,
  isLast: boolean,
): Answer {
  try {
    const outgoing = finalize(app, context, response, endpoint.matched?.path);
    if (!(outgoing instanceof Promise)) return end(app, context, endpoint, outgoing);
    return endLater(app, context, endpoint, outgoing, isLast);
  } catch (error) {
    return retry(app, context, endpoint, error, isLast);
  }
}

function endLater(
  app: Application,
  context: BaseContext,
  endpoint: Endpoint,
  outgoing: Promise<Outgoing>,
  isLast: boolean,
): Answer {
  return outgoing.then(
    (made) => end(app, context, endpoint, made),
    (error: unknown) => retry(app, context, endpoint, error, isLast),
  );
}

// 10. Tear down: the route's hooks, its blueprints', the application's, then what providers have made.
function end(app: Application, context: BaseContext, endpoint: Endpoint, made: Outgoing): Answer {
  const life = lifeOf(context);
  if (endpoint.teardown === null && life === undefined) return made;
  const session = life?.session;
  const outgoing = session === undefined ? made : withSession(session, made, app.log);
  return tearDown(app, context, endpoint.teardown ?? [], outgoing);
}

// Goes on when something is there. Functions that make closures stand apart from the steps: what a closure sees is
// kept in memory from the beginning of the function that makes it, also for requests that never come to the closure.
function later<Value>(
  app: Application,
  context: BaseContext,
  endpoint: Endpoint,
  waited: PromiseLike<Value>,
  next: (app: Application, context: BaseContext, endpoint: Endpoint, value: Value) => Answer,
): Answer {
  return Promise.resolve(waited).then(
    (value) => next(app, context, endpoint, value),
    (error: unknown) => fail(app, context, endpoint, error),
  );
}

// Whatever failed on the way: ask the error handlers, and send their answer the same way as any other.
function fail(
  app: Application,
  context: BaseContext,
  endpoint: Endpoint,
  thrown: unknown,
  isLast = false,
): Answer {
  const response = recover(app, context, endpoint, thrown);
  if (!(response instanceof Promise)) return leave(app, context, endpoint, response, isLast);
  return response.then((made) => leave(app, context, endpoint, made, isLast));
}

// Never throws, never rejects: an answer to an error that cannot even be made is a bare 500.
function recover(
  app: Application,
  context: BaseContext,
  endpoint: Endpoint,
  thrown: unknown,
): Response | Promise<Response> {
  const giveUp = (error: unknown): Response => {
    reportLast(app, context, error);
    return problemResponse(app, context, unforeseen(error));
  };
  try {
    const response = handleError(app, context, endpoint.errors, thrown);
    return response instanceof Promise ? response.catch(giveUp) : response;
  } catch (error) {
    return giveUp(error);
  }
}

// A response that could not be sent after all becomes an error. The hooks run for its answer too, but only
// once more: one that cannot be sent either is a bare problem document, which always can.
function retry(
  app: Application,
  context: BaseContext,
  endpoint: Endpoint,
  error: unknown,
  wasLast: boolean,
): Answer {
  if (!wasLast) return fail(app, context, endpoint, error, true);
  reportLast(app, context, error);
  return end(app, context, endpoint, bareProblem(unforeseen(error), context.path));
}

function reportLast(app: Application, context: BaseContext, error: unknown): void {
  app.report(`${context.method} ${context.path}: the answer to an error failed`, error, context);
}
