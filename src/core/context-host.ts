// What a context must know of its application, and of what answers its request. Types only; classes fulfil them.

import type { Incoming } from "../gateway.ts";
import type { FormLimits } from "../http/form-limits.ts";
import type { Sessions } from "../session/sessions.ts";
import type { CurrentApp } from "./current-app.ts";
import type { FileSystem } from "./file-system.ts";
import type { MatchedRoute, URLForOptions, URLTarget, URLValues } from "./matched-route.ts";

/** Where a URL is seen from: the request, and what answers it. */
export interface Standpoint {
  readonly incoming: Pick<Incoming, "scheme" | "authority" | "mountPath">;
  readonly route: MatchedRoute | null;
}

/** What a context needs to know of its application. */
export interface ContextHost extends Omit<CurrentApp, "config"> {
  /** The settings; only programs know their types. */
  readonly config: object;
  /** The file system of the runtime; null where it has none. */
  readonly files: FileSystem | null;
  /** Null without a `secretKey`. */
  readonly sessions: Sessions | null;
  /** Keeps a promise in mind that a shutdown must wait for. What comes back fulfils when it is settled. */
  track(work: PromiseLike<unknown>): Promise<void>;
  /** Builds a URL as seen from a request, if one is given. */
  buildURL(
    target: string | URLTarget,
    values?: URLValues,
    options?: URLForOptions,
    from?: Standpoint,
  ): string;
  /** What makes a provider's values instead of its own function, if anything does. */
  overrideOf(provider: unknown): unknown;
}

/** What a context needs to know of what answers its request. */
export interface ContextEndpoint {
  /** Null if no route does. */
  readonly matched: MatchedRoute | null;
  /** The most bytes that the body may have. */
  readonly bodyLimit: number;
  readonly formLimits: FormLimits;
  /** Whether the request has a session, or goes without. */
  readonly usesSession: boolean;
}
