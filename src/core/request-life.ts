// What a request has gathered that must be done before it is over. Made only for requests that gather something.

import type { SessionState } from "../session/session-state.ts";
import type { AfterHook, TeardownHook } from "./hooks.ts";
import type { Response } from "./response.ts";

/** Runs after the last hook and before encoding, such as what saves a session. */
export type Saver = (response: Response) => void | PromiseLike<void>;

/** `C` is the context of the request. */
export class RequestLife<C> {
  /** What the request asked to have done to its own response; run once. */
  readonly afterThisRequest: AfterHook<C>[] = [];
  /** The session, as its store has it. */
  broughtSession: SessionState | undefined = undefined;
  /** The same, or another, as soon as it has been touched. */
  session: SessionState | undefined = undefined;
  /** What is to be saved with the response; in the order of registration. */
  readonly savers: Saver[] = [];
  /** What is to be let go of at the end; the last one first. */
  readonly cleanups: TeardownHook<C>[] = [];
  /** What providers have made, by provider. */
  readonly provided: Map<unknown, unknown> = new Map();
  /** Providers that have not made their value yet, and the others that each has asked for. */
  readonly making: Map<unknown, Set<unknown>> = new Map();
  /** The error that nobody handled, if there was one. */
  failure: unknown = undefined;
  /** Whether teardown is done, so that nobody would clean up after what comes now. */
  isOver = false;
}
