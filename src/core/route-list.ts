// The routes of an application, for people and tools that want to see them.

import type { RegisteredRoute } from "./registered-route.ts";

/** A route as `app.routes()` lists it. */
export interface ListedRoute {
  readonly methods: readonly string[];
  /** With the prefixes of its blueprints. */
  readonly path: string;
  /** Its dotted name; null if neither it nor its handler has one. */
  readonly endpoint: string | null;
  /** The dotted name of its innermost blueprint. */
  readonly blueprint: string | null;
  /** The host that it is for; null for every host. */
  readonly host: string | null;
  /** Where it was registered, `users.ts:8`; null where the runtime does not tell. */
  readonly place: string | null;
}

export function listRoutes(routes: readonly RegisteredRoute[]): readonly ListedRoute[] {
  return routes.map(({ matched, route, rule }) => ({
    methods: matched.methods,
    path: matched.path,
    endpoint: matched.endpoint,
    blueprint: matched.blueprint,
    host: rule.host?.text ?? null,
    place: route.init.place ?? null,
  }));
}
