// The first step of a request: what answers it, with the values of its path in a context.

import type { Incoming } from "../gateway.ts";
import type { Application } from "./application.ts";
import { automaticOptions } from "./automatic-options.ts";
import { createContext, type BaseContext } from "./context.ts";
import type { Endpoint } from "./endpoint.ts";
import { missed } from "./miss.ts";

/** What goes on from here. */
type Step<Result> = (app: Application, context: BaseContext, endpoint: Endpoint) => Result;

/**
 * Finds the endpoint of a request, and goes on with it. What no route answers has an endpoint like a route's.
 *
 * @param fail Goes on instead where a converter of the program's own has failed.
 */
export function findEndpoint<Result>(
  app: Application,
  incoming: Incoming,
  next: Step<Result>,
  fail: (...step: [...Parameters<Step<Result>>, error: unknown]) => Result,
): Result {
  const { target } = incoming;
  const mark = target.indexOf("?");
  const path = mark === -1 ? target : target.slice(0, mark);
  let match;
  try {
    match = app.router.match(incoming.method, path, incoming.authority);
  } catch (error) {
    const nowhere = missed(app, incoming, { kind: "not-found" }, path, "");
    return fail(app, createContext(app, incoming, nowhere, [], []), nowhere, error);
  }
  if (match.kind === "found") {
    const context = createContext(app, incoming, match.target, match.names, match.values);
    return next(app, context, match.target);
  }
  if (match.kind === "options") {
    const endpoint = automaticOptions(match.target, match.allow);
    return next(app, createContext(app, incoming, endpoint, match.names, match.values), endpoint);
  }
  const query = mark === -1 ? "" : target.slice(mark);
  const endpoint = missed(app, incoming, match, path, query);
  return next(app, createContext(app, incoming, endpoint, [], []), endpoint);
}
