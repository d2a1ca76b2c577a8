// Which error handler is asked. The nearest scope is asked first; within one, the handler of the most specific
// class, where a status counts as more specific than the class HTTPError.

import { HTTPError } from "../errors/http-error.ts";
import { SetupError } from "../errors/setup-error.ts";
import { InternalServerError, statusErrorClass } from "../errors/status-errors.ts";
import { originOf, type Origin } from "./origin.ts";
import type { Result } from "./returnable.ts";

type ErrorClass<E = unknown> = abstract new (...args: never[]) => E;

/** A class of errors, or a status from 400 to 599. */
export type ErrorKey = ErrorClass | number;

/**
 * Answers an error. What it returns gets the error's status unless it says another.
 *
 * For a status the error is an `HTTPError`; one made from something unforeseen has that as its `cause`.
 */
export type ErrorHandler<Key extends ErrorKey, C> = (
  error: Key extends ErrorClass<infer E> ? E : HTTPError,
  context: C,
) => Result;

type AnyErrorHandler = (error: never, context: never) => unknown;

/** A handler that was registered, and for what. */
export interface RegisteredErrorHandler extends Origin {
  readonly key: ErrorKey;
  readonly run: (error: unknown, context: unknown) => unknown;
  readonly place: string | undefined;
}

/** A handler and the error that it is to be called with. */
export interface ErrorAnswer {
  readonly handler: RegisteredErrorHandler;
  readonly error: unknown;
}

/** The error handlers of one scope. */
export class ErrorHandlers {
  readonly #byKey = new Map<ErrorKey, RegisteredErrorHandler>();

  /** @throws {SetupError} `error-key`, `error-handler`, `error-handler-twice`. */
  add(key: ErrorKey, handler: AnyErrorHandler, place?: string): void {
    if (typeof handler !== "function") {
      throw new SetupError({
        code: "error-handler",
        message: "Cannot register an error handler: the second argument must be a function",
        fix: "write app.errorHandler(404, (error, context) => …)",
      });
    }
    if (typeof key === "number" ? !isErrorStatus(key) : !isClass(key)) {
      throw new SetupError({
        code: "error-key",
        message: `Cannot register an error handler for ${String(key)}: it must be a class, or a status from 400 to 599`,
        fix: "write app.errorHandler(404, …) or app.errorHandler(PaymentError, …)",
      });
    }
    if (this.#byKey.has(key)) {
      throw new SetupError({
        code: "error-handler-twice",
        message: `Cannot register a second error handler for ${keyName(key)}: only one would ever be called`,
        fix: "keep one of them",
      });
    }
    const run = handler as RegisteredErrorHandler["run"];
    const origin = originOf(`error handler for ${keyName(key)}`, handler.name, place);
    this.#byKey.set(key, { key, run, place, origin });
  }

  /** Every handler, in the order of registration. */
  [Symbol.iterator](): Iterator<RegisteredErrorHandler> {
    return this.#byKey.values();
  }

  /** The most specific handler for what was thrown, but for those that are passed over. */
  find(
    thrown: unknown,
    passedOver: ReadonlySet<RegisteredErrorHandler>,
  ): RegisteredErrorHandler | undefined {
    if (this.#byKey.size === 0) return undefined;
    for (const key of keysOf(thrown)) {
      const handler = this.#byKey.get(key);
      if (handler !== undefined && !passedOver.has(handler)) return handler;
    }
    return undefined;
  }
}

const none: ReadonlySet<RegisteredErrorHandler> = new Set();

/**
 * The handler for what was thrown, or undefined.
 *
 * What nobody handles becomes a 500, for which handlers are looked for again.
 * @param scopes From the nearest to the application.
 * @param passedOver Handlers that have been asked already.
 */
export function findErrorHandler(
  scopes: readonly ErrorHandlers[],
  thrown: unknown,
  passedOver: ReadonlySet<RegisteredErrorHandler> = none,
): ErrorAnswer | undefined {
  const own = findFor(scopes, thrown, passedOver);
  if (own !== undefined || thrown instanceof HTTPError) return own;
  return findFor(scopes, unforeseen(thrown), passedOver);
}

function findFor(
  scopes: readonly ErrorHandlers[],
  error: unknown,
  passedOver: ReadonlySet<RegisteredErrorHandler>,
): ErrorAnswer | undefined {
  for (const scope of scopes) {
    const handler = scope.find(error, passedOver);
    if (handler !== undefined) return { handler, error };
  }
  return undefined;
}

/** What the client hears of an error that nobody foresaw. */
export function unforeseen(cause: unknown): HTTPError {
  return new InternalServerError(undefined, { cause });
}

/** How messages and listings write a key. */
export function keyName(key: ErrorKey): string {
  return typeof key === "number" ? String(key) : key.name;
}

// Arrow functions have no prototype, and so no instances that could be thrown.
function isClass(key: unknown): boolean {
  return typeof key === "function" && typeof key.prototype === "object";
}

function isErrorStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 400 && status <= 599;
}

// The class of a value and those it extends, the most specific first. A text that was thrown has none.
function* keysOf(thrown: unknown): Generator<ErrorKey> {
  if (typeof thrown !== "object" || thrown === null) return;
  let prototype = Object.getPrototypeOf(thrown) as { constructor?: unknown } | null;
  while (prototype !== null) {
    if (Object.hasOwn(prototype, "constructor") && typeof prototype.constructor === "function") {
      if (prototype.constructor === HTTPError) yield* statusKeys(thrown as HTTPError);
      yield prototype.constructor as ErrorClass;
    }
    prototype = Object.getPrototypeOf(prototype) as typeof prototype;
  }
}

// `new HTTPError(404)` is a NotFound in all but its class, and is handled as one.
function* statusKeys(error: HTTPError): Generator<ErrorKey> {
  const type = statusErrorClass(error.status);
  if (type !== undefined && !(error instanceof type)) yield type;
  yield error.status;
}
