// An application without a server: routes, error handlers and settings, and the gateway they make.

import { HTTPError } from "../errors/http-error.ts";
import { SetupError } from "../errors/setup-error.ts";
import type { Gateway, Incoming, Outgoing, Refusal } from "../gateway.ts";
import type { JSONCodec } from "../json/codec.ts";
import { GivenCodec } from "../json/given-codec.ts";
import type { JSONOptions } from "../json/policy.ts";
import { JSONProvider } from "../json/provider.ts";
import type { JSONWarning } from "../json/warning.ts";
import type { Converters } from "../routing/converter.ts";
import { Router } from "../routing/router.ts";
import type { Application } from "./application.ts";
import { dispatch } from "./dispatch.ts";
import { ErrorHandlers, type ErrorHandler, type ErrorKey } from "./error-handlers.ts";
import { consoleLogger, type Logger } from "./logger.ts";
import { LossyValues } from "./lossy-values.ts";
import { bareProblem } from "./problem-response.ts";
import { refuseReservedNames, type Endpoint, type Route } from "./route.ts";
import { Scaffold, type Registration } from "./scaffold.ts";

export interface AppOptions {
  /** How values become JSON: the options of `dumps`, or an encoder of your own. */
  readonly json?: JSONOptions | JSONProvider | JSONCodec | undefined;
  /** Any logger of pino's shape; the console unless given. */
  readonly log?: Logger | undefined;
  /** The most bytes that a request's body may have; 1 MiB unless given. Above: 413. */
  readonly bodyLimit?: number | undefined;
  /** Converters of your own, by the name that patterns use. */
  readonly converters?: Converters | undefined;
}

// 1 MiB, as Fastify and nginx. JSON beyond that is an upload, which a route can allow for itself.
const defaultBodyLimit = 1024 * 1024;

export class App extends Scaffold implements Application {
  readonly json: JSONProvider;
  readonly router: Router<Endpoint>;
  readonly errorHandlers: ErrorHandlers = new ErrorHandlers();
  /** Whether clients are told what went wrong inside. `app.run({ debug: true })` sets it. */
  debug = false;
  /** Begins what is logged to the console: which of several processes says it. */
  protected logLabel = "";
  readonly #givenLog: Logger | undefined;
  readonly #bodyLimit: number;
  readonly #pending = new Set<Promise<unknown>>();
  readonly #lossyValues = new LossyValues();
  readonly #reported = new WeakSet<object>();
  #started = false;

  constructor(options: AppOptions = {}) {
    super();
    this.json = toProvider(options.json);
    this.#givenLog = options.log;
    this.#bodyLimit = checkedLimit("bodyLimit", options.bodyLimit ?? defaultBodyLimit);
    this.router = new Router({ converters: options.converters });
  }

  get log(): Logger {
    return this.#givenLog ?? consoleLogger(this.debug, this.logLabel);
  }

  /** Answers requests: what a runtime serves. */
  readonly handle: Gateway = (incoming: Incoming) => {
    this.#started = true;
    return dispatch(this, incoming);
  };

  /** Answers a message that was refused before it became a request. */
  readonly refuse = (refusal: Refusal): Outgoing => {
    const error = new HTTPError(refusal.status, refusal.detail);
    const { status, code, detail } = refusal;
    if (this.debug) this.log.debug(`refused a message with ${status}: ${detail}    [${code}]`);
    return bareProblem(error);
  };

  errorHandler<Key extends ErrorKey>(key: Key, handler: ErrorHandler<Key>): void {
    this.#refuseIfStarted("an error handler");
    this.errorHandlers.add(key, handler);
  }

  track(work: PromiseLike<unknown>): Promise<void> {
    const kept: Promise<void> = Promise.resolve(work)
      .then(
        () => {},
        (error: unknown) => this.log.error("work after a response failed", error),
      )
      .finally(() => this.#pending.delete(kept));
    this.#pending.add(kept);
    return kept;
  }

  /** Logs an error that nobody foresaw. */
  report(line: string, error: unknown): void {
    if (typeof error === "object" && error !== null) this.#reported.add(error);
    this.log.error(line, error);
  }

  /** Logs a failure that the server came upon, unless the application has reported it itself. */
  reportFromServer(error: unknown): void {
    if (typeof error === "object" && error !== null && this.#reported.has(error)) return;
    this.report("the server could not finish an answer", error);
  }

  /** In debug, says what JSON could not keep. */
  warnOfLoss(route: string, warning: JSONWarning): void {
    this.#lossyValues.tell(this.log, route, warning);
  }

  /** Waits for the work that outlives responses. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  protected override register({ path, methods, options, handler, place }: Registration): Route {
    this.#refuseIfStarted(`${methods.join(", ")} ${path}`);
    const bodyLimit = checkedLimit("bodyLimit", options.bodyLimit ?? this.#bodyLimit);
    const { etag } = options;
    const endpoint = { bodyLimit, etag, handle: handler } as {
      route: Route;
    } & Endpoint;
    const rule = this.router.add({ pattern: path, methods, target: endpoint, place });
    refuseReservedNames(rule);
    const route: Route = { methods, path, rule };
    endpoint.route = route;
    return route;
  }

  #refuseIfStarted(what: string): void {
    if (!this.#started) return;
    throw new SetupError({
      code: "app-started",
      message: `Cannot register ${what}: the application has answered requests already, and would treat the next ones differently`,
      fix: "register everything before the first request",
    });
  }
}

function toProvider(given: AppOptions["json"]): JSONProvider {
  if (given instanceof JSONProvider) return given;
  if (given !== undefined && "encode" in given) return new GivenCodec(given);
  return new JSONProvider(given);
}

function checkedLimit(name: string, bytes: number): number {
  if (Number.isSafeInteger(bytes) && bytes >= 0) return bytes;
  throw new SetupError({
    code: "limit",
    message: `Cannot use ${String(bytes)} as ${name}: it must be a whole number of bytes`,
    fix: `write ${name}: 1024 * 1024 for 1 MiB`,
  });
}
