// The lists in which an application, a blueprint or a route keeps what was registered with it.

import type { AnyContext } from "./context.ts";
import { ErrorHandlers } from "./error-handlers.ts";
import type {
  AfterHook,
  BeforeHook,
  TeardownHook,
  URLDefaults,
  URLValuePreprocessor,
} from "./hooks.ts";

/** A function, with where in the program it was registered. */
export interface Placed<Run> {
  readonly run: Run;
  readonly place: string | undefined;
}

/** Everything that was registered with one application, blueprint or route. */
export class ScopeHooks {
  readonly before: Placed<BeforeHook<AnyContext>>[] = [];
  readonly after: Placed<AfterHook<AnyContext>>[] = [];
  readonly teardown: Placed<TeardownHook<AnyContext>>[] = [];
  readonly preprocessors: Placed<URLValuePreprocessor<AnyContext>>[] = [];
  readonly urlDefaults: Placed<URLDefaults>[] = [];
  readonly errors: ErrorHandlers = new ErrorHandlers();
  /** What messages and listings call it: `app`, `blueprint admin`, `route`. */
  readonly label: string;
  /** Whether requests have been answered: what is registered now would be heard by none. */
  isClosed = false;

  constructor(label: string) {
    this.label = label;
  }

  /** Takes what another scope has registered here, behind what is there. */
  adopt(other: ScopeHooks): void {
    this.before.push(...other.before);
    this.after.push(...other.after);
    this.teardown.push(...other.teardown);
    this.preprocessors.push(...other.preprocessors);
    this.urlDefaults.push(...other.urlDefaults);
    for (const { key, run, place } of other.errors) this.errors.add(key, run, place);
  }
}
