// The verbs with which routes are registered: one method of the class for one method of HTTP.

import { SetupError } from "../errors/setup-error.ts";
import { isToken } from "../http/token.ts";
import { callSite } from "./call-site.ts";
import type { ErrorHandler, ErrorKey } from "./error-handlers.ts";
import type { Handler, Route, RouteOptions, RoutePath } from "./route.ts";
import type { Result } from "./returnable.ts";

/** Options of `app.route`: those of a route, and its methods. */
export interface MethodsOption<Method extends string = string> extends RouteOptions {
  /** `["GET"]` unless given. Upper case is made of lower. */
  readonly methods?: readonly Method[] | undefined;
}

/** A handler for each method, as Flask's `MethodView` has. */
export type View<Path extends string> = {
  readonly [Verb in "get" | "post" | "put" | "patch" | "delete" | "query"]?: Handler<Path, Result>;
};

/** What a scaffold hands over to be registered. */
export interface Registration {
  readonly path: string;
  readonly methods: readonly string[];
  readonly options: RouteOptions;
  readonly handler: (context: never) => unknown;
  readonly place: string | undefined;
}

export abstract class Scaffold {
  protected abstract register(registration: Registration): Route;

  /** Answers errors of a class, or responses of a status, in its own way. The most specific class wins. */
  abstract errorHandler<Key extends ErrorKey>(key: Key, handler: ErrorHandler<Key>): void;

  /**
   * Registers a handler for GET, or for the methods named. GET brings HEAD; OPTIONS is answered by itself.
   *
   * @throws {SetupError} `route-pattern`, `route-converter`, `route-conflict`, `route-methods`, `route-handler`, `route-options`, `reserved-name`.
   * @example
   * const app = new Hipflask();
   * app.route("/echo", { methods: ["GET", "POST"] }, ({ method }) => ({ method }));
   * const response = await app.fetch(new Request("http://localhost/echo", { method: "POST" }));
   * await response.json(); // => { method: "POST" }
   * @see Flask's `app.route`
   */
  route<const Path extends string, R extends Result>(
    path: RoutePath<Path> & Path,
    handler: Handler<Path, R>,
  ): Route<"GET", Path, Awaited<R>>;
  route<const Path extends string, const Method extends string, R extends Result>(
    path: RoutePath<Path> & Path,
    options: MethodsOption<Method>,
    handler: Handler<Path, R>,
  ): Route<Method, Path, Awaited<R>>;
  route(path: string, ...rest: readonly unknown[]): Route {
    const { options, handler } = optionsAndHandler(path, rest);
    const { methods = ["GET"] } = options as MethodsOption;
    return this.register({
      path,
      methods: checkedMethods(path, methods),
      options,
      handler,
      place: callSite(),
    });
  }

  /** Registers a handler for each of several methods of one path. */
  view<const Path extends string>(path: RoutePath<Path> & Path, view: View<Path>): void {
    const handlers = Object.entries(view);
    // A class's methods are not its instance's own: nothing would be registered, in silence.
    if (handlers.length === 0) checkedMethods(path, []);
    for (const [verb, handler] of handlers) {
      this.#verb(verb.toUpperCase(), path, [handler]);
    }
  }

  get: Verb<"GET"> = (path: string, ...rest: readonly unknown[]) => this.#verb("GET", path, rest);
  post: Verb<"POST"> = (path: string, ...rest: readonly unknown[]) =>
    this.#verb("POST", path, rest);
  put: Verb<"PUT"> = (path: string, ...rest: readonly unknown[]) => this.#verb("PUT", path, rest);
  patch: Verb<"PATCH"> = (path: string, ...rest: readonly unknown[]) =>
    this.#verb("PATCH", path, rest);
  delete: Verb<"DELETE"> = (path: string, ...rest: readonly unknown[]) =>
    this.#verb("DELETE", path, rest);
  /** HTTP's QUERY: safe as GET, with a body as POST. */
  query: Verb<"QUERY"> = (path: string, ...rest: readonly unknown[]) =>
    this.#verb("QUERY", path, rest);

  #verb(method: string, path: string, rest: readonly unknown[]): Route<never, never, never> {
    const { options, handler } = optionsAndHandler(path, rest);
    const route = this.register({ path, methods: [method], options, handler, place: callSite() });
    return route as Route<never, never, never>;
  }
}

/** `app.get(path, handler)` and `app.get(path, options, handler)`. */
export interface Verb<Method extends string> {
  <const Path extends string, R extends Result>(
    path: RoutePath<Path> & Path,
    handler: Handler<Path, R>,
  ): Route<Method, Path, Awaited<R>>;
  <const Path extends string, R extends Result>(
    path: RoutePath<Path> & Path,
    options: RouteOptions,
    handler: Handler<Path, R>,
  ): Route<Method, Path, Awaited<R>>;
}

interface OptionsAndHandler {
  readonly options: RouteOptions;
  readonly handler: (context: never) => unknown;
}

function optionsAndHandler(path: string, rest: readonly unknown[]): OptionsAndHandler {
  const handler = rest.at(-1);
  if (typeof handler !== "function" || rest.length > 2) {
    throw new SetupError({
      code: "route-handler",
      message: `Cannot register ${path}: the last argument must be the function that answers, but it is ${handler === null ? "null" : typeof handler}`,
      fix: `write app.get(${JSON.stringify(path)}, (context) => …)`,
    });
  }
  const options = (rest.length === 2 ? rest[0] : {}) as RouteOptions;
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new SetupError({
      code: "route-options",
      message: `Cannot register ${path}: the options must be an object, but they are ${JSON.stringify(options)}`,
      fix: 'write { methods: ["GET", "POST"] }, or leave them out',
    });
  }
  return { options, handler: handler as OptionsAndHandler["handler"] };
}

function checkedMethods(path: string, methods: readonly string[]): readonly string[] {
  if (
    Array.isArray(methods) &&
    methods.length > 0 &&
    methods.every((method) => typeof method === "string" && isToken(method))
  ) {
    return [...new Set(methods.map((method) => method.toUpperCase()))];
  }
  throw new SetupError({
    code: "route-methods",
    message: `Cannot register ${path}: methods must be a list of names, but it is ${JSON.stringify(methods)}`,
    fix: 'write methods: ["GET", "POST"]',
  });
}
