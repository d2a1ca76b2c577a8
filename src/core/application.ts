// What the steps of a request may ask of their application. The class fulfils it; no step knows the class.

import type { JSONWarning } from "../json/warning.ts";
import type { Router } from "../routing/router.ts";
import type { ContextHost } from "./context.ts";
import type { ErrorHandlers } from "./error-handlers.ts";
import type { Endpoint } from "./route.ts";

export interface Application extends ContextHost {
  readonly router: Router<Endpoint>;
  readonly errorHandlers: ErrorHandlers;
  /** Whether clients are told what went wrong inside. */
  readonly debug: boolean;
  /** Logs an error that nobody foresaw. */
  report(line: string, error: unknown): void;
  /** In debug, says what JSON could not keep. */
  warnOfLoss(route: string, warning: JSONWarning): void;
}
