// What answers a request, as dispatch needs it: everything that could be decided before the first request.

import type { FormLimits } from "../http/form-limits.ts";
import type { BaseContext } from "./context.ts";
import type { ErrorHandlers } from "./error-handlers.ts";
import type { HookChain } from "./hook-chain.ts";
import type { MatchedRoute } from "./matched-route.ts";
import { originOf, type Origin } from "./origin.ts";
import type { ETagKind } from "./response.ts";

/** The part of an endpoint that its registration decides. */
export interface EndpointInit {
  readonly matched: MatchedRoute | null;
  readonly bodyLimit: number;
  readonly formLimits: FormLimits;
  /** Whether the body is read before the handler is called. */
  readonly readsBody: boolean;
  readonly etag: boolean | ETagKind | undefined;
  /** Whether requests have a session; true unless given. */
  readonly usesSession?: boolean | undefined;
  readonly handle: (context: BaseContext) => unknown;
  /** Where it was registered: `users.ts:8`. */
  readonly place?: string | undefined;
}

export class Endpoint implements Origin {
  readonly matched: MatchedRoute | null;
  readonly bodyLimit: number;
  readonly formLimits: FormLimits;
  readonly readsBody: boolean;
  readonly etag: boolean | ETagKind | undefined;
  readonly usesSession: boolean;
  readonly handle: (context: BaseContext) => unknown;
  readonly place: string | undefined;
  /** Null where there are none, so that nothing is done for them. */
  before: HookChain["before"] = null;
  after: HookChain["after"] = null;
  teardown: HookChain["teardown"] = null;
  /** From the nearest scope to the application. */
  errors: readonly ErrorHandlers[] = [];

  constructor(init: EndpointInit) {
    this.matched = init.matched;
    this.bodyLimit = init.bodyLimit;
    this.formLimits = init.formLimits;
    this.readsBody = init.readsBody;
    this.etag = init.etag;
    this.usesSession = init.usesSession ?? true;
    this.handle = init.handle;
    this.place = init.place;
  }

  /** As messages show it: `GET /users/<int:id>  showUser  users.ts:8`. */
  get origin(): string {
    const { handle, matched, place } = this;
    const route = matched === null ? "" : `${matched.methods.join("|")} ${matched.path}`;
    return originOf(route, handle.name === "" ? matched?.endpoint : handle.name, place);
  }

  /** Takes the hooks that are to run, once all are known. */
  use(chain: HookChain): this {
    this.before = chain.before;
    this.after = chain.after;
    this.teardown = chain.teardown;
    this.errors = chain.errors;
    return this;
  }
}
