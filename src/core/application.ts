// What the steps of a request may ask of their application. The class fulfils it; no step knows the class.

import type { JSONWarning } from "../json/warning.ts";
import type { Router } from "../routing/router.ts";
import type { BaseContext } from "./context.ts";
import type { ContextHost } from "./context-host.ts";
import type { Debugger } from "./debugger.ts";
import type { Endpoint } from "./endpoint.ts";
import type { HookChain } from "./hook-chain.ts";

export interface Application extends ContextHost {
  readonly router: Router<Endpoint>;
  /** The path below which the application is mounted, where the request does not tell. */
  readonly mountPath: string;
  /** Whether clients are told what went wrong inside. */
  readonly debug: boolean;
  /** What shows errors while a server of it is being debugged; else null. */
  readonly debugger: Debugger | null;
  /** Whether browsers get pages for errors, and not problem documents. */
  readonly errorPages: boolean;
  /** What runs around the answer to a request that no route takes. */
  chainAt(rawPath: string, authority: string): HookChain;
  /**
   * Logs an error that nobody foresaw, or has the debugger show it.
   *
   * @param context The request in which it happened, if it was in one.
   */
  report(line: string, error: unknown, context?: BaseContext): void;
  /** In debug, says what JSON could not keep. */
  warnOfLoss(route: string, warning: JSONWarning): void;
}
