// What can be hung into the life of a request: the shapes of hooks. `C` is the context that they receive. Types only.

import type { Response } from "./response.ts";
import type { Returnable } from "./returnable.ts";

// A hook need not give anything back. `void` lets one end without a return, as handlers must not.
type Nothing = undefined | void;

/** Runs before the handler. What it returns is the answer: further hooks and the handler are passed over. */
export type BeforeHook<C> = (
  context: C,
) => Returnable | Nothing | PromiseLike<Returnable | Nothing>;

/** Runs after the handler, for errors too. It changes the response, or gives back another one. */
export type AfterHook<C> = (
  response: Response,
  context: C,
) => Response | Nothing | PromiseLike<Response | Nothing>;

/** Runs when the request is over, whatever happened. It hears the error that nobody handled, else undefined. */
export type TeardownHook<C> = (error: unknown, context: C) => Nothing | PromiseLike<Nothing>;

/**
 * Sees the values of a path before hooks and handler do, and may change, add or take out some.
 *
 * @see Flask's `url_value_preprocessor`
 */
export type URLValuePreprocessor<C> = (values: Record<string, unknown>, context: C) => void;

/**
 * Adds values that a URL needs and its caller need not give.
 *
 * @param endpoint The dotted name of what the URL is for; null if it has none.
 * @see Flask's `url_defaults`
 */
export type URLDefaults = (values: Record<string, unknown>, endpoint: string | null) => void;
