// What a handler receives: one flat object, whose parts cost nothing until they are asked for.

import type { Incoming } from "../gateway.ts";
import type { HeaderFields } from "../http/headers.ts";
import type { JsonValue } from "../json/json-of.ts";
import type { Params } from "../routing/params.ts";
import type { SessionState } from "../session/session-state.ts";
import type { ContextEndpoint, ContextHost } from "./context-host.ts";
import type { Cookies } from "./cookies.ts";
import type { CurrentApp } from "./current-app.ts";
import type { Form } from "./form.ts";
import type { AfterHook } from "./hooks.ts";
import type { Logger } from "./logger.ts";
import type { MatchedRoute, URLForOptions, URLTarget, URLValues } from "./matched-route.ts";
import type { RequestState } from "./program-types.ts";
import type { Query } from "./query.ts";
import { RequestBody } from "./request-body.ts";
import { RequestLife } from "./request-life.ts";
import { Request, type ReadTextOptions } from "./request.ts";
import { openSession, saveSession, type Session } from "./session.ts";

/** What a program keeps in `g`. */
export type State = keyof RequestState extends never ? Record<string, unknown> : RequestState;

/** The body of a request, for the step that reads it; null where it has none. */
export let bodyOf: (context: BaseContext) => RequestBody | null;

/** What a request has gathered so far, if anything. */
export let lifeOf: (context: BaseContext) => RequestLife<BaseContext> | undefined;

/** The same, to gather something. */
export let openLife: (context: BaseContext) => RequestLife<BaseContext>;

/** Gives a context other path values than it has. */
export let replaceValues: (context: BaseContext, values: Readonly<Record<string, unknown>>) => void;

/** The request as the runtime handed it over. */
export let incomingOf: (context: BaseContext) => Incoming;

/** The application, for what is no business of handlers. */
export let hostOf: (context: BaseContext) => ContextHost;

/** The part of a context that every handler has. */
export class BaseContext {
  readonly #host: ContextHost;
  readonly #incoming: Incoming;
  readonly #endpoint: ContextEndpoint;
  #body: RequestBody | undefined;
  #request: Request | undefined;
  #g: State | undefined;
  #params: Readonly<Record<string, unknown>> | undefined;
  #life: RequestLife<BaseContext> | undefined;

  // What the steps of a request may see, and handlers may not.
  static {
    bodyOf = (context) => (context.#incoming.hasBody ? context.#wholeBody() : null);
    lifeOf = (context) => context.#life;
    openLife = (context) => (context.#life ??= new RequestLife());
    incomingOf = (context) => context.#incoming;
    hostOf = (context) => context.#host;
    replaceValues = (context, values) => {
      const own = context as unknown as Record<string, unknown>;
      for (const name of Object.keys(own)) delete own[name];
      Object.assign(own, values);
      context.#params = undefined;
    };
  }

  /** @internal */
  constructor(host: ContextHost, incoming: Incoming, endpoint: ContextEndpoint) {
    this.#host = host;
    this.#incoming = incoming;
    this.#endpoint = endpoint;
  }

  #wholeBody(): RequestBody {
    this.#body ??= new RequestBody(this.#incoming, this.#endpoint.bodyLimit);
    return this.#body;
  }

  /** The application. */
  get app(): CurrentApp {
    // What a program declares of its settings is not known here.
    const app: object = this.#host;
    return app as CurrentApp;
  }

  get request(): Request {
    this.#request ??= new Request(
      this.#incoming,
      this.#host.json,
      this.#wholeBody(),
      this.#endpoint.formLimits,
    );
    return this.#request;
  }

  /** As sent: `GET`, `POST`. A GET handler sees `HEAD` for what it is. */
  get method(): string {
    return this.#incoming.method;
  }

  /** The path as sent, still percent-encoded. */
  get path(): string {
    return this.request.path;
  }

  get url(): URL {
    return this.request.url;
  }

  get query(): Query {
    return this.request.query;
  }

  get headers(): HeaderFields {
    return this.#incoming.headers;
  }

  get cookies(): Cookies {
    return this.request.cookies;
  }

  /** All path values by name. */
  get params(): Readonly<Record<string, unknown>> {
    this.#params ??= Object.fromEntries(Object.entries(this));
    return this.#params;
  }

  /** A place for whatever belongs to this request. */
  get g(): State {
    this.#g ??= Object.create(null) as State;
    return this.#g;
  }

  /**
   * What is remembered of the client from one request to the next. Touching it makes the answer vary by cookie.
   *
   * @throws {TypeError} `session-off` on a route with `session: false`.
   * @see Flask's `session`
   */
  get session(): Session {
    const life = openLife(this);
    life.session ??= this.#openSession(life);
    // What a program declares of its sessions is not known here.
    const data: object = life.session.data;
    return data as Session;
  }

  #openSession({ broughtSession, savers }: RequestLife<BaseContext>): SessionState {
    if (!this.#endpoint.usesSession) {
      throw new TypeError(
        "Cannot use the session: this route goes without\nFix: leave out session: false    [session-off]",
      );
    }
    const { log, sessions } = this.#host;
    const state = broughtSession ?? openSession(sessions, this);
    const isSecure = this.#incoming.scheme === "https";
    savers.push(() => saveSession(sessions, state, isSecure, log));
    return state;
  }

  /** Aborted when the client goes away or the server gives up waiting. */
  get signal(): AbortSignal {
    return this.#incoming.signal;
  }

  get log(): Logger {
    return this.#host.log;
  }

  /** Registers work that outlives the response; a shutdown waits for it, and its failure is logged. */
  get after(): (work: PromiseLike<unknown>) => void {
    return (work) => {
      const ended = this.#host.track(work);
      this.#incoming.waitUntil?.(ended);
    };
  }

  /** The route that answers: its path, its name, its blueprints. Null if none does, as for a 404. */
  get route(): MatchedRoute | null {
    return this.#endpoint.matched;
  }

  /**
   * Has a function called with the response of this request, after the handler and before the after-hooks.
   *
   * @see Flask's `after_this_request`
   */
  get afterThisRequest(): (hook: AfterHook<AnyContext>) => void {
    return (hook) => void openLife(this).afterThisRequest.push(hook);
  }

  /**
   * The URL of a route: by its value, by its name, or by a name that begins with a dot, within this blueprint.
   *
   * @throws {SetupError} `endpoint-unknown`, `endpoint-ambiguous`, `route-unregistered`, `route-ambiguous`, `url-build`.
   * @see Flask's `url_for`
   */
  get urlFor(): (
    target: string | URLTarget,
    values?: URLValues,
    options?: URLForOptions,
  ) => string {
    return (target, values, options) =>
      this.#host.buildURL(target, values, options, {
        incoming: this.#incoming,
        route: this.route,
      });
  }

  /** Reads the body as JSON: 415 if it is not declared so, 400 if it is malformed. */
  get json(): Request["json"] {
    return (options) => this.request.json(options) as Promise<JsonValue>;
  }

  /** Reads the body as text. */
  get text(): (options?: ReadTextOptions) => Promise<string> {
    return (options) => this.request.text(options);
  }

  get bytes(): () => Promise<Uint8Array> {
    return () => this.request.bytes();
  }

  /** Reads the body as a form. */
  get form(): () => Promise<Form> {
    return () => this.request.form();
  }
}

/** The parts that all contexts have alike. */
type Parts = Omit<BaseContext, "params">;

/** The context of any request: what hooks, error handlers and providers receive. */
export type AnyContext = Parts & { readonly params: Readonly<Record<string, unknown>> };

/** The context of requests for one path: its values beside everything else. */
export type PathContext<Path extends string> = Params<Path> &
  Parts & { readonly params: Readonly<Params<Path>> };

/**
 * What the handler of a route receives: its path values beside everything else.
 *
 * Without a path it is the context of any request, for a handler of several routes.
 * @example
 * const app = new Hipflask();
 * const showUser = ({ id, query }: Context<"/users/<int:id>">) => ({ id, page: query.get("page") });
 * const showValues = ({ params }: Context) => params;
 * app.get("/users/<int:id>", showUser);
 * app.get("/pages/<name>", { defaults: { page: 1 } }, showValues);
 * const client = app.testClient();
 * await (await client.get("/users/7?page=2")).json(); // => { id: 7, page: "2" }
 * await (await client.get("/pages/a")).json(); // => { name: "a", page: 1 }
 */
export type Context<Path extends string = string> = string extends Path
  ? AnyContext
  : PathContext<Path>;

/** Makes the context of a request; path values become its own properties. */
export function createContext(
  host: ContextHost,
  incoming: Incoming,
  endpoint: ContextEndpoint,
  names: readonly string[],
  values: readonly unknown[],
): BaseContext {
  const context = new BaseContext(host, incoming, endpoint);
  for (let i = 0; i < names.length; i++) {
    (context as unknown as Record<string, unknown>)[names[i]!] = values[i];
  }
  return context;
}
