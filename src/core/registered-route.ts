// A route at one of the places where it can be reached: all that is known of it.

import type { Rule } from "../routing/rule.ts";
import type { Endpoint } from "./endpoint.ts";
import type { MatchedRoute } from "./matched-route.ts";
import type { Mount } from "./mount.ts";
import type { Route } from "./route.ts";
import type { ScopeHooks } from "./scope-hooks.ts";

/** A route at one of the places where it can be reached. */
export interface RegisteredRoute {
  readonly route: Route;
  readonly matched: MatchedRoute;
  readonly rule: Rule;
  readonly endpoint: Endpoint;
  readonly mount: Mount;
}

/** From the application to the route. */
export function scopesOf({
  mount,
  route,
}: {
  readonly mount: Pick<Mount, "scopes">;
  readonly route: Pick<Route, "hooks">;
}): readonly ScopeHooks[] {
  return [...mount.scopes, route.hooks];
}
