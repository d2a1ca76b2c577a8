// A request without an answer: code that belongs to requests, called by itself, as tests want it.

import type { Incoming, Outgoing } from "../gateway.ts";
import { HeaderFields } from "../http/headers.ts";
import { ambience } from "./ambience.ts";
import type { Application } from "./application.ts";
import { openLife, type AnyContext, type BaseContext } from "./context.ts";
import type { Endpoint } from "./endpoint.ts";
import { findEndpoint } from "./find-endpoint.ts";
import { loadSession } from "./session.ts";
import { tearDown } from "./teardown.ts";

/**
 * Calls a function with the context of a request, in the place of the hooks and the handler.
 *
 * What providers have made is let go of at the end, and the functions of `teardownRequest` are called.
 * @throws Whatever the function throws.
 */
export function withinRequest<Result>(
  app: Application,
  incoming: Incoming,
  run: (context: AnyContext) => Result | PromiseLike<Result>,
): Promise<Result> {
  return findEndpoint(
    app,
    incoming,
    (_app, context, endpoint) => call(app, context, endpoint, run),
    (_app, _context, _endpoint, error) => Promise.reject(error as Error),
  );
}

async function call<Result>(
  app: Application,
  context: BaseContext,
  { teardown, usesSession }: Endpoint,
  run: (context: AnyContext) => Result | PromiseLike<Result>,
): Promise<Result> {
  const life = openLife(context);
  if (app.sessions !== null && usesSession) {
    life.broughtSession = await loadSession(app.sessions, context);
  }
  try {
    return await (ambience === null
      ? run(context)
      : ambience(context, async () => await run(context)));
  } catch (error) {
    life.failure = error;
    throw error;
  } finally {
    await tearDown(app, context, teardown ?? [], noAnswer);
  }
}

const noAnswer: Outgoing = { status: 204, headers: new HeaderFields().freeze(), body: null };
