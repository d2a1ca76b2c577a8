// An application without a server: routes, hooks and settings, and the gateway they make.

import { refuseUnknownOptions } from "../errors/known-options.ts";
import { httpError } from "../errors/status-errors.ts";
import type { Gateway, Incoming, Outgoing, Refusal } from "../gateway.ts";
import { providerOf } from "../json/given-codec.ts";
import type { JSONProvider } from "../json/provider.ts";
import type { JSONWarning } from "../json/warning.ts";
import type { Router } from "../routing/router.ts";
import type { Sessions } from "../session/sessions.ts";
import { appOptionNames, type AppOptions } from "./app-options.ts";
import type { Application } from "./application.ts";
import type { Blueprint } from "./blueprint.ts";
import type { RegisterOptions } from "./blueprint-options.ts";
import { checkedLimit, defaultBodyLimit, withFormLimits } from "./body-limit.ts";
import { callSite } from "./call-site.ts";
import type { AnyContext, BaseContext } from "./context.ts";
import type { Standpoint } from "./context-host.ts";
import type { Debugger } from "./debugger.ts";
import { dispatch } from "./dispatch.ts";
import type { Endpoint } from "./endpoint.ts";
import { explain } from "./explain.ts";
import type { HookChain } from "./hook-chain.ts";
import type { FileSystem } from "./file-system.ts";
import { putAround, withoutFailures, type Layer } from "./layers.ts";
import { Lifetime } from "./lifetime.ts";
import { consoleLogger, type Logger } from "./logger.ts";
import type { URLForOptions, URLTarget, URLValues } from "./matched-route.ts";
import { rootMount, type Mount } from "./mount.ts";
import { bareProblem } from "./problem-response.ts";
import type { Make, Provider } from "./provide.ts";
import type { Route } from "./route.ts";
import { listRoutes, type ListedRoute } from "./route-list.ts";
import { RouteRegistry } from "./route-registry.ts";
import { Scaffold } from "./scaffold.ts";
import { hostGuard } from "./trusted-hosts.ts";
import { sessionsOf } from "./session.ts";
import { buildURL, type PublicAddress } from "./url-for.ts";
import { withinRequest } from "./within-request.ts";

export class App extends Scaffold implements Application {
  readonly json: JSONProvider;
  readonly errorPages: boolean;
  readonly sessions: Sessions | null;
  /** The settings; none in core. */
  readonly config: object = Object.freeze({});
  override readonly files: FileSystem | null = null;
  /** Whether clients are told what went wrong inside. `app.run({ debug: true })` sets it. */
  debug = false;
  /** Shows errors while a server of this application is being debugged; set by `listen`. */
  debugger: Debugger | null = null;
  /** Begins what is logged to the console: which of several processes says it. */
  protected logLabel = "";
  readonly #givenLog: Logger | undefined;
  readonly #registry: RouteRegistry;
  readonly #root: Mount;
  readonly #address: PublicAddress;
  readonly #adopted = new Set<Blueprint>();
  readonly #overrides = new Map<unknown, unknown>();
  readonly #lifetime = new Lifetime(
    () => this.log,
    (line, error, context) => this.#show(line, error, context),
  );
  /** The application with the layers around it. */
  #wrapped: Gateway = (incoming) => dispatch(this, incoming);
  #isWrapped = false;
  // Until the first request has come.
  #gateway: Gateway = (incoming) => {
    this.#start();
    return this.#gateway(incoming);
  };

  constructor(options: AppOptions = {}) {
    super("app");
    refuseUnknownOptions("new Hipflask", options, appOptionNames);
    this.json = providerOf(options.json);
    this.errorPages = options.errorPages === "html";
    this.#givenLog = options.log;
    this.sessions = sessionsOf(options.secretKey, options.session);
    this.#address = {
      serverName: options.serverName,
      preferredScheme: options.preferredScheme ?? "http",
      mountPath: options.mountPath ?? "",
    };
    this.#root = rootMount(this.hooks);
    if (options.trustedHosts !== undefined) this.wrap(hostGuard(options.trustedHosts));
    this.#registry = new RouteRegistry({
      converters: options.converters,
      bodyLimit: checkedLimit("bodyLimit", options.bodyLimit ?? defaultBodyLimit),
      formLimits: withFormLimits(undefined, options.formLimits),
      serverName: options.serverName,
      strictSlashes: options.strictSlashes,
      mergeSlashes: options.mergeSlashes,
      redirectDefaults: options.redirectDefaults,
    });
  }

  get router(): Router<Endpoint, Mount> {
    return this.#registry.router;
  }

  /** The path below which the application is mounted, where the request does not tell. */
  get mountPath(): string {
    return this.#address.mountPath;
  }

  get log(): Logger {
    return this.#givenLog ?? consoleLogger(this.debug, this.logLabel);
  }

  /** Answers requests: what a runtime serves. */
  readonly handle: Gateway = (incoming: Incoming) => this.#gateway(incoming);

  /** Answers a message that was refused before it became a request. */
  readonly refuse = (refusal: Refusal): Outgoing => {
    const error = httpError(refusal.status, refusal.detail);
    const { status, code, detail } = refusal;
    if (this.debug) this.log.debug(`refused a message with ${status}: ${detail}    [${code}]`);
    return bareProblem(error);
  };

  /**
   * Makes the routes, hooks and error handlers of a blueprint part of this application.
   *
   * @throws {SetupError} `blueprint-twice`, `blueprint-name`, `blueprint-prefix`, `app-started`, and those of routes.
   * @see Flask's `register_blueprint`
   */
  register(blueprint: Blueprint, options: RegisterOptions = {}): void {
    this.refuseIfClosed(`blueprint ${blueprint.name}`);
    this.#registry.addBlueprint(blueprint, options, callSite(), this.#root);
    this.#adopt(blueprint);
  }

  /**
   * Puts a layer around the whole application. It sees requests before they are routed; the last one sees them first.
   *
   * What a layer throws is answered with a problem document, as it is: neither hooks nor error handlers are asked.
   * @throws {SetupError} `layer`, `app-started`.
   * @example
   * const app = new Hipflask();
   * app.wrap((next) => async (incoming) => {
   *   const outgoing = await next(incoming);
   *   const headers = new HeaderFields(outgoing.headers);
   *   headers.set("x-layer", "1");
   *   return { ...outgoing, headers };
   * });
   * (await app.testClient().get("/")).headers.get("x-layer"); // => "1"
   * @see Flask's `app.wsgi_app`
   */
  wrap(layer: Layer): void {
    this.refuseIfClosed("a layer");
    this.#wrapped = putAround(this.#wrapped, layer);
    this.#isWrapped = true;
  }

  /**
   * The URL of a route, by its name or by its value.
   *
   * @throws {SetupError} `endpoint-unknown`, `endpoint-ambiguous`, `route-unregistered`, `route-ambiguous`,
   *   `url-build`.
   * @example
   * const app = new Hipflask({ serverName: "example.com" });
   * app.get("/users/<int:id>", { name: "user" }, ({ id }) => ({ id }));
   * app.urlFor("user", { id: 7, page: 2 }); // => "/users/7?page=2"
   * app.urlFor("user", { id: 7 }, { external: true, anchor: "name" }); // => "http://example.com/users/7#name"
   * @see Flask's `url_for`
   */
  urlFor(target: string | URLTarget, values: URLValues = {}, options: URLForOptions = {}): string {
    return this.buildURL(target, values, options);
  }

  /** Every route, in the order of registration. */
  routes(): readonly ListedRoute[] {
    return listRoutes(this.#registry.routes);
  }

  /**
   * What would happen to a request, step by step, with the place in the program where each step was registered.
   *
   * @param path As a client would send it, with or without a query.
   * @param host The one that the client would name, where routes have hosts.
   * @example
   * const app = new Hipflask();
   * app.get("/users/<int:id>", { name: "user" }, ({ id }) => ({ id }));
   * app.explain("GET", "/users/7").split("\n")[0]; // => "GET /users/7 is answered by user, GET /users/<int:id>"
   */
  explain(method: string, path: string, host = ""): string {
    return explain(this.#registry, this.#root, method, path, host);
  }

  /**
   * Has a provider's values made by another function, for tests.
   *
   * @returns Undoes it.
   * @example
   * const clock = provide(() => new Date());
   * const app = new Hipflask();
   * app.get("/year", (context) => ({ year: clock(context).getUTCFullYear() }));
   * const restore = app.override(clock, () => new Date("1999-12-31T00:00:00Z"));
   * await (await app.testClient().get("/year")).json(); // => { year: 1999 }
   * restore();
   */
  override<T>(provider: Provider<T>, make: Make<T>): () => void {
    const before = this.#overrides.get(provider);
    this.#overrides.set(provider, make);
    return () => void this.#overrides.set(provider, before);
  }

  /** What makes a provider's values instead of its own function, if anything does. */
  overrideOf(provider: unknown): unknown {
    return this.#overrides.get(provider);
  }

  /** The same as seen from a request, if one is given. */
  buildURL(
    target: string | URLTarget,
    values: URLValues = {},
    options: URLForOptions = {},
    from?: Standpoint,
  ): string {
    return buildURL(this.#registry, this.#address, target, values, options, from);
  }

  /** The hooks of a path that no route answers. */
  chainAt(rawPath: string, authority: string): HookChain {
    return this.#registry.chainAt(this.#root, rawPath, authority);
  }

  track(work: PromiseLike<unknown>): Promise<void> {
    return this.#lifetime.track(work);
  }

  report(line: string, error: unknown, context?: BaseContext): void {
    this.#lifetime.report(line, error, context);
  }

  /** Logs a failure that the server came upon, unless the application has reported it itself. */
  reportFromServer(error: unknown): void {
    this.#lifetime.reportFromServer(error);
  }

  warnOfLoss(route: string, warning: JSONWarning): void {
    this.#lifetime.warnOfLoss(route, warning);
  }

  /** Waits for the work that outlives responses. */
  settled(): Promise<void> {
    return this.#lifetime.settled();
  }

  /**
   * Calls a function within a request, in the place of its hooks and its handler, as test clients do.
   *
   * @internal
   */
  protected within<Result>(
    incoming: Incoming,
    run: (context: AnyContext) => Result | PromiseLike<Result>,
  ): Promise<Result> {
    if (!this.hooks.isClosed) this.#start();
    return withinRequest(this, incoming, run);
  }

  /** @internal */
  protected override addRoute(route: Route): void {
    this.#registry.addRoute(route, this.#root);
  }

  // A logger of the program's own hears of everything, also where the debugger shows it to people.
  #show(line: string, error: unknown, context: BaseContext | undefined): void {
    this.debugger?.report(line, error, context);
    if (this.debugger === null || this.#givenLog !== undefined) this.log.error(line, error);
  }

  // What a blueprint registers with the application counts once, however often the blueprint is registered.
  #adopt(blueprint: Blueprint): void {
    if (!this.#adopted.has(blueprint)) this.hooks.adopt(blueprint.appHooks);
    this.#adopted.add(blueprint);
    for (const part of blueprint.parts) if ("blueprint" in part) this.#adopt(part.blueprint);
  }

  // Before the first request everything is put together; from then on nothing more can be registered.
  #start(): void {
    this.#registry.compile();
    this.hooks.isClosed = true;
    this.#gateway = this.#isWrapped ? withoutFailures(this.#wrapped, this) : this.#wrapped;
  }
}
