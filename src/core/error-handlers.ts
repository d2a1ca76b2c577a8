// Which error handler is asked: the one for the most specific class; an HTTPError's status counts
// as more specific than the class HTTPError.

import { HTTPError } from "../errors/http-error.ts";
import { SetupError } from "../errors/setup-error.ts";
import type { Context } from "./context.ts";
import type { Result } from "./returnable.ts";

type ErrorClass<E = unknown> = abstract new (...args: never[]) => E;

/** A class of errors, or a status from 400 to 599. */
export type ErrorKey = ErrorClass | number;

/**
 * Answers an error. What it returns gets the error's status unless it says another.
 *
 * For a status the error is an `HTTPError`; one made from something unforeseen has that as its `cause`.
 */
export type ErrorHandler<Key extends ErrorKey> = (
  error: Key extends ErrorClass<infer E> ? E : HTTPError,
  context: Context<"/">,
) => Result;

type AnyErrorHandler = (error: never, context: never) => unknown;

/** A handler and the error that it is to be called with. */
export interface ErrorAnswer {
  readonly handler: (error: unknown, context: unknown) => unknown;
  readonly error: unknown;
}

export class ErrorHandlers {
  readonly #byStatus = new Map<number, AnyErrorHandler>();
  readonly #byClass = new Map<ErrorClass, AnyErrorHandler>();

  /** @throws {SetupError} `error-key`, `error-handler`, `error-handler-twice`. */
  add(key: ErrorKey, handler: AnyErrorHandler): void {
    if (typeof handler !== "function") {
      throw new SetupError({
        code: "error-handler",
        message: "Cannot register an error handler: the second argument must be a function",
        fix: "write app.errorHandler(404, (error, context) => …)",
      });
    }
    const known: Map<unknown, AnyErrorHandler> =
      typeof key === "number" ? this.#byStatus : this.#byClass;
    if (typeof key === "number" ? !isErrorStatus(key) : !isClass(key)) {
      throw new SetupError({
        code: "error-key",
        message: `Cannot register an error handler for ${String(key)}: it must be a class, or a status from 400 to 599`,
        fix: "write app.errorHandler(404, …) or app.errorHandler(PaymentError, …)",
      });
    }
    if (known.has(key)) {
      throw new SetupError({
        code: "error-handler-twice",
        message: `Cannot register a second error handler for ${typeof key === "number" ? key : key.name}: only one would ever be called`,
        fix: "keep one of them",
      });
    }
    known.set(key, handler);
  }

  /** The handler for what was thrown, or undefined. */
  find(thrown: unknown): ErrorAnswer | undefined {
    return thrown instanceof HTTPError ? this.#forHTTPError(thrown) : this.#forOther(thrown);
  }

  #forHTTPError(error: HTTPError): ErrorAnswer | undefined {
    for (const type of classesOf(error)) {
      if (type === HTTPError) {
        const byStatus = this.#byStatus.get(error.status);
        if (byStatus !== undefined) return answer(byStatus, error);
      }
      const handler = this.#byClass.get(type);
      if (handler !== undefined) return answer(handler, error);
    }
    return undefined;
  }

  #forOther(thrown: unknown): ErrorAnswer | undefined {
    for (const type of classesOf(thrown)) {
      const handler = this.#byClass.get(type);
      if (handler !== undefined) return answer(handler, thrown);
    }
    const handler = this.#byStatus.get(500);
    return handler && answer(handler, unforeseen(thrown));
  }
}

/** What the client hears of an error that nobody foresaw. */
export function unforeseen(cause: unknown): HTTPError {
  return new HTTPError(500, undefined, { cause });
}

function answer(handler: AnyErrorHandler, error: unknown): ErrorAnswer {
  return { handler: handler as ErrorAnswer["handler"], error };
}

// Arrow functions have no prototype, and so no instances that could be thrown.
function isClass(key: unknown): boolean {
  return typeof key === "function" && typeof key.prototype === "object";
}

function isErrorStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 400 && status <= 599;
}

// The class of a value and those it extends, the most specific first. A text that was thrown has none.
function* classesOf(thrown: unknown): Generator<ErrorClass> {
  if (typeof thrown !== "object" || thrown === null) return;
  let prototype = Object.getPrototypeOf(thrown) as { constructor?: unknown } | null;
  while (prototype !== null) {
    if (Object.hasOwn(prototype, "constructor") && typeof prototype.constructor === "function") {
      yield prototype.constructor as ErrorClass;
    }
    prototype = Object.getPrototypeOf(prototype) as typeof prototype;
  }
}
