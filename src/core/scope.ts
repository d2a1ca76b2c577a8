// What an application, a blueprint and a route have in common: hooks and error handlers of their own.
// The same names and signatures in all three; only how far they reach differs.

import { SetupError } from "../errors/setup-error.ts";
import { callSite } from "./call-site.ts";
import type { AnyContext } from "./context.ts";
import type { ErrorHandler, ErrorKey } from "./error-handlers.ts";
import type { AfterHook, BeforeHook, TeardownHook } from "./hooks.ts";
import { ScopeHooks, type Placed } from "./scope-hooks.ts";

/**
 * Functions that are registered with a scope receive its context, `C`.
 *
 * That is a default of each method and no part of its type, so that routes of all paths are routes, and comparing
 * their types costs nothing.
 */
export abstract class Scope<C = AnyContext> {
  /** What has been registered here. */
  readonly hooks: ScopeHooks;

  constructor(label: string) {
    this.hooks = new ScopeHooks(label);
  }

  /**
   * Calls a function before each request of this scope. If it returns a value, that is the answer.
   *
   * The application's run first, then those of blueprints from the outer to the inner, then the route's.
   * @throws {SetupError} `hook`, `app-started`.
   * @example
   * const app = new Hipflask();
   * app.beforeRequest(({ headers }) => {
   *   if (!headers.has("authorization")) abort(401);
   * });
   * app.get("/", () => "never reached");
   * (await app.testClient().get("/")).status; // => 401
   * @see Flask's `before_request`
   */
  beforeRequest<K = C>(hook: BeforeHook<K>): void {
    this.hooks.before.push(this.placed<BeforeHook<AnyContext>>("beforeRequest", hook));
  }

  /**
   * Calls a function with each response of this scope, errors too. It may change it, or give back another.
   *
   * The route's run first, then those of blueprints from the inner to the outer, then the application's;
   * in each the last one registered is the first.
   * @throws {SetupError} `hook`, `app-started`.
   * @example
   * const app = new Hipflask();
   * app.afterRequest((response) => {
   *   response.headers.set("access-control-allow-origin", "*");
   * });
   * const missing = await app.testClient().get("/nowhere");
   * [missing.status, missing.headers.get("access-control-allow-origin")]; // => [404, "*"]
   * @see Flask's `after_request`
   */
  afterRequest<K = C>(hook: AfterHook<K>): void {
    this.hooks.after.push(this.placed<AfterHook<AnyContext>>("afterRequest", hook));
  }

  /**
   * Calls a function when a request of this scope is over, whatever happened: a place to let go of things.
   *
   * It hears the error if nobody handled it, else undefined. All of them run, even if one fails.
   * @throws {SetupError} `hook`, `app-started`.
   * @see Flask's `teardown_request`
   */
  teardownRequest<K = C>(hook: TeardownHook<K>): void {
    this.hooks.teardown.push(this.placed<TeardownHook<AnyContext>>("teardownRequest", hook));
  }

  /**
   * Answers errors of a class, or of a status, in its own way.
   *
   * The nearest scope is asked first, and in a scope the most specific class. What it returns gets the
   * error's status unless it says another.
   * @throws {SetupError} `error-key`, `error-handler`, `error-handler-twice`, `app-started`.
   * @example
   * const app = new Hipflask();
   * app.errorHandler(404, (_error, { path }) => ({ nothing: path }));
   * const missing = await app.testClient().get("/nowhere");
   * [missing.status, await missing.json()]; // => [404, { nothing: "/nowhere" }]
   * @see Flask's `errorhandler`
   */
  errorHandler<Key extends ErrorKey, K = C>(key: Key, handler: ErrorHandler<Key, K>): void {
    this.refuseIfClosed("an error handler");
    this.hooks.errors.add(key, handler, callSite());
  }

  /** @internal */
  protected placed<Run>(verb: string, hook: unknown): Placed<Run> {
    this.refuseIfClosed(`a function with ${verb}`);
    if (typeof hook !== "function") {
      throw new SetupError({
        code: "hook",
        message: `Cannot register with ${verb}: it takes a function, but was given ${hook === null ? "null" : `a value of type ${typeof hook}`}`,
        fix: `write ${verb}((${verb === "afterRequest" ? "response, context" : "context"}) => { … })`,
      });
    }
    return { run: hook as Run, place: callSite() };
  }

  /** @internal */
  protected refuseIfClosed(what: string): void {
    if (!this.hooks.isClosed) return;
    throw new SetupError({
      code: "app-started",
      message: `Cannot register ${what}: the application has answered requests already, and would treat the next ones differently`,
      fix: "register everything before the first request",
    });
  }
}
