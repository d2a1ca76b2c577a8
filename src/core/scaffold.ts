// The verbs with which routes are registered, on an application and on a blueprint alike: one method of the class
// for one method of HTTP.

import { refuseUnknownOptions } from "../errors/known-options.ts";
import { SetupError } from "../errors/setup-error.ts";
import { isToken } from "../http/token.ts";
import type { RedirectTo } from "../routing/redirect-target.ts";
import { callSite } from "./call-site.ts";
import type { AnyContext, BaseContext } from "./context.ts";
import { requireFolder, type FileSystem } from "./file-system.ts";
import type { URLDefaults, URLValuePreprocessor } from "./hooks.ts";
import type { Response } from "./response.ts";
import type { Answered, Result } from "./returnable.ts";
import { routeOptionNames, type RouteOptions } from "./route-options.ts";
import { Route, type Handler, type HandlerWith, type RouteInit, type RoutePath } from "./route.ts";
import { Scope } from "./scope.ts";
import { staticFiles, type StaticFilesOptions } from "./static-files.ts";
import { viewHandler, type View, type ViewMethods } from "./view.ts";

/** Options of `app.route`: those of a route, and its methods. */
export interface MethodsOption<
  Method extends string = string,
  Defaults extends object = object,
> extends RouteOptions<Defaults> {
  /** `["GET"]` unless given. Upper case is made of lower. */
  readonly methods?: readonly Method[] | undefined;
}

/** Options of a route whose requests no function answers. */
export type NeedsNoHandler = { readonly redirectTo: RedirectTo } | { readonly buildOnly: true };

/** Options of `app.static`. */
export interface StaticRouteOptions extends StaticFilesOptions, Pick<RouteOptions, "name"> {}

/** What `app.static` returns. */
export type StaticRoute = Route<"GET", "/<path:filename>", Response>;

export abstract class Scaffold extends Scope {
  /** The file system; null where there is none, undefined as long as that is not known. @internal */
  readonly files: FileSystem | null | undefined;

  /** @internal */
  protected abstract addRoute(route: Route): void;

  /**
   * Calls a function with the values of each path before hooks and handlers see them. It may change them, add
   * some, or take some out.
   *
   * @throws {SetupError} `hook`, `app-started`.
   * @example
   * const app = new Hipflask();
   * app.urlValuePreprocessor((values, { g }) => {
   *   g["language"] = values["language"];
   *   delete values["language"];
   * });
   * app.get("/<language>/about", ({ g, params }) => ({ language: g["language"], params }));
   * await (await app.testClient().get("/de/about")).json(); // => { language: "de", params: {} }
   * @see Flask's `url_value_preprocessor`
   */
  urlValuePreprocessor(preprocess: URLValuePreprocessor<AnyContext>): void {
    this.hooks.preprocessors.push(
      this.placed<URLValuePreprocessor<AnyContext>>("urlValuePreprocessor", preprocess),
    );
  }

  /**
   * Calls a function with the values of each URL that is built by name, to add those that go without saying.
   *
   * @throws {SetupError} `hook`, `app-started`.
   * @example
   * const app = new Hipflask();
   * app.urlDefaults((values) => {
   *   values["language"] ??= "en";
   * });
   * app.get("/<language>/about", { name: "about" }, ({ language }) => language);
   * app.urlFor("about"); // => "/en/about"
   * @see Flask's `url_defaults`
   */
  urlDefaults(add: URLDefaults): void {
    this.hooks.urlDefaults.push(this.placed<URLDefaults>("urlDefaults", add));
  }

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
  ): Route<"GET", Path, Answered<R>>;
  route<
    const Path extends string,
    const Method extends string,
    R extends Result,
    Defaults extends object = {},
  >(
    path: RoutePath<Path> & Path,
    options: MethodsOption<Method, Defaults>,
    handler: HandlerWith<Path, Defaults, R>,
  ): Route<Method, Path, Answered<R>>;
  route<const Path extends string, const Method extends string = "GET">(
    path: RoutePath<Path> & Path,
    options: MethodsOption<Method> & NeedsNoHandler,
  ): Route<Method, Path, never>;
  route(path: string, ...rest: readonly unknown[]): Route {
    const { options, handler } = optionsAndHandler(path, rest);
    const { methods = ["GET"] } = options as MethodsOption;
    return this.#add({
      path,
      methods: checkedMethods(path, methods),
      options,
      handler,
      place: callSite(),
    });
  }

  /**
   * Registers one route with a function for each of several methods: those of an object, or of an instance of a class.
   *
   * HEAD is answered by `get` unless there is a `head`; OPTIONS by itself unless there is an `options`.
   * @throws {SetupError} As `route`; also `view` for what has no such functions.
   * @example
   * class Users {
   *   readonly names = ["sweety"];
   *   get() {
   *     return this.names;
   *   }
   *   async post({ text }: Context<"/users">) {
   *     this.names.push(await text());
   *     return noContent();
   *   }
   * }
   * const app = new Hipflask();
   * app.view("/users", new Users());
   * await app.testClient().post("/users", { body: "pallavi" });
   * await (await app.testClient().get("/users")).json(); // => ["sweety", "pallavi"]
   * @see Flask's `MethodView`
   */
  view<const Path extends string, V extends View<Path>>(
    path: RoutePath<Path> & Path,
    view: V,
  ): Route<ViewMethods<V>, Path>;
  view<const Path extends string, V extends View<Path>>(
    path: RoutePath<Path> & Path,
    options: RouteOptions,
    view: V,
  ): Route<ViewMethods<V>, Path>;
  view(path: string, ...rest: readonly unknown[]): Route<never, never> {
    const options = checkedOptions(path, rest.length > 1 ? rest[0] : {});
    const { methods, handler, name } = viewHandler(path, rest.at(-1));
    const named = options.name === undefined && name !== null ? { ...options, name } : options;
    const route = this.#add({ path, methods, options: named, handler, place: callSite() });
    return route as Route<never, never>;
  }

  /**
   * Serves a folder: `app.static("/static", folder)` answers `/static/css/site.css` with its file `css/site.css`.
   *
   * What is not there, begins with a dot or lies elsewhere is a 404. Files have an `ETag`, a `Last-Modified` and ranges.
   * @param urlPath Without variables, as a rule: `/static`, or `/` for everything that no other route answers.
   * @param folder A path or, better, a `file:` URL, which does not depend on where the program is started.
   * @returns The route, whose variable is `filename`: `urlFor(assets, { filename: "site.css" })`.
   * @throws {SetupError} `no-files` where the runtime has no file system, `no-folder` if there is no such folder.
   * @example
   * ```ts no-run
   * const app = new Hipflask();
   * const assets = app.static("/static", new URL("./public", import.meta.url), { precompressed: true });
   * urlFor(assets, { filename: "css/site.css" }); // "/static/css/site.css"
   * ```
   * @see Flask's `static_folder`
   */
  static(urlPath: string, folder: string | URL, options: StaticRouteOptions = {}): StaticRoute {
    const { name, ...served } = options;
    if (this.files !== undefined) requireFolder(this.files, folder);
    const base = urlPath.endsWith("/") ? urlPath.slice(0, -1) : urlPath;
    const init = { methods: ["GET"], handler: staticFiles(folder, served), place: callSite() };
    if (served.index !== undefined) this.#add({ ...init, path: `${base}/`, options: {} });
    return this.#add({
      ...init,
      path: `${base}/<path:filename>`,
      options: { name },
    }) as StaticRoute;
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
    const route = this.#add({ path, methods: [method], options, handler, place: callSite() });
    return route as Route<never, never, never>;
  }

  #add(init: RouteInit): Route {
    this.refuseIfClosed(`${init.methods.join(", ")} ${init.path}`);
    const route = new Route(init);
    this.addRoute(route);
    return route;
  }
}

/** `app.get(path, handler)` and `app.get(path, options, handler)`. */
export interface Verb<Method extends string> {
  <const Path extends string, R extends Result>(
    path: RoutePath<Path> & Path,
    handler: Handler<Path, R>,
  ): Route<Method, Path, Answered<R>>;
  <const Path extends string, R extends Result, Defaults extends object = {}>(
    path: RoutePath<Path> & Path,
    options: RouteOptions<Defaults>,
    handler: HandlerWith<Path, Defaults, R>,
  ): Route<Method, Path, Answered<R>>;
}

interface OptionsAndHandler {
  readonly options: RouteOptions;
  readonly handler: (context: BaseContext) => unknown;
}

function optionsAndHandler(path: string, rest: readonly unknown[]): OptionsAndHandler {
  const [only] = rest;
  if (rest.length === 1 && needsNoHandler(only)) return { options: only, handler: neverAsked };
  const handler = rest.at(-1);
  if (typeof handler !== "function" || rest.length > 2) {
    throw new SetupError({
      code: "route-handler",
      message: `Cannot register ${path}: the last argument must be the function that answers, but it is ${handler === null ? "null" : typeof handler}`,
      fix: `write app.get(${JSON.stringify(path)}, (context) => …)`,
    });
  }
  const options = checkedOptions(path, rest.length === 2 ? rest[0] : {});
  return { options, handler: handler as OptionsAndHandler["handler"] };
}

function needsNoHandler(options: unknown): options is RouteOptions {
  if (typeof options !== "object" || options === null) return false;
  const { buildOnly, redirectTo } = options as RouteOptions;
  return redirectTo !== undefined || buildOnly === true;
}

/** Stands for the handler of a route that the router never gives. */
const neverAsked = Object.defineProperty(() => null, "name", { value: "" });

function checkedOptions(path: string, options: unknown): RouteOptions {
  if (typeof options === "object" && options !== null && !Array.isArray(options)) {
    refuseUnknownOptions(path, options, routeOptionNames);
    return options;
  }
  throw new SetupError({
    code: "route-options",
    message: `Cannot register ${path}: the options must be an object, but they are ${JSON.stringify(options)}`,
    fix: 'write { methods: ["GET", "POST"] }, or leave them out',
  });
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
