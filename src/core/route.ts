// A registered route, as a value: what `urlFor` builds from, what hooks can be hung on, and what a typed
// client is a mapped type over.

import { SetupError } from "../errors/setup-error.ts";
import { buildUrl } from "../routing/build-url.ts";
import { locateUrl } from "../routing/locate-url.ts";
import type { ClashingNames, Params } from "../routing/params.ts";
import { showRule, type Rule } from "../routing/rule.ts";
import type { BaseContext, PathContext } from "./context.ts";
import { reservedNames, type ReservedName } from "./reserved-names.ts";
import type { MatchedRoute, URLTarget } from "./matched-route.ts";
import type { Result } from "./returnable.ts";
import type { RouteOptions } from "./route-options.ts";
import { Scope } from "./scope.ts";

/** A function that answers the requests of a route. */
export type Handler<Path extends string, R extends Result> = (context: PathContext<Path>) => R;

/** The same, where the route has values beside those of its path. */
export type HandlerWith<Path extends string, Defaults extends object, R extends Result> = (
  context: PathContext<Path> & Defaults,
) => R;

/** A path whose variables do not hide parts of the context; else a sentence that says which does. */
export type RoutePath<Path extends string> = [ClashingNames<Path, ReservedName>] extends [never]
  ? Path
  : `path variable '${ClashingNames<Path, ReservedName>}' has the name of a part of the context: rename it`;

/** A route, whatever its types. */
export type AnyRoute = Route<string, string>;

/** Where a route can be reached: once in an application, or once for each time that its blueprint is registered. */
export interface Mounting {
  readonly matched: MatchedRoute;
  readonly rule: Rule;
}

/** What a scaffold hands over to be registered. */
export interface RouteInit {
  readonly path: string;
  readonly methods: readonly string[];
  readonly options: RouteOptions;
  readonly handler: (context: BaseContext) => unknown;
  readonly place: string | undefined;
}

/** What `app.get(…)` and its like return. */
export class Route<
  Method extends string = string,
  Path extends string = string,
  Result = unknown,
> extends Scope<PathContext<Path>> {
  readonly methods: readonly Method[];
  /** As registered; the prefixes of blueprints are not in it. */
  readonly path: Path;
  /** The type of what the handler gives back; nothing at run time. */
  declare readonly result?: Result;
  /** @internal */
  readonly init: RouteInit;
  /** @internal */
  readonly mountings: Mounting[] = [];

  /** @internal */
  constructor(init: RouteInit) {
    super("route");
    this.init = init;
    this.methods = init.methods as readonly Method[];
    this.path = init.path as Path;
  }

  /** Its name within its application or blueprint: the one that was given, else that of its function. */
  get name(): string | null {
    return this.init.options.name ?? (this.init.handler.name || null);
  }

  /**
   * Its path, as the router reads it.
   *
   * @throws {SetupError} `route-unregistered`, `route-ambiguous`: see `urlFor`.
   */
  get rule(): Rule {
    return onlyMounting(this).rule;
  }
}

/** @throws {SetupError} `route-unregistered` if it has no URL yet, `route-ambiguous` if it has several. */
export function onlyMounting(route: AnyRoute): Mounting {
  const [mounting, ...others] = route.mountings;
  if (mounting === undefined) throw unregistered(route);
  if (others.length > 0) throw ambiguous(route.mountings.map(({ matched }) => matched));
  return mounting;
}

/** The mistake of asking for the URL of a route that has none. */
export function unregistered({ methods, path }: URLTarget): SetupError {
  return new SetupError({
    code: "route-unregistered",
    message: `Cannot build a URL for ${methods.join(", ")} ${path}: it belongs to a blueprint that is not registered, or to another application`,
    fix: "build it after app.register(blueprint)",
  });
}

/** The mistake of asking for the URL of a route that has several, without saying which. */
export function ambiguous(mountings: readonly MatchedRoute[]): SetupError {
  const names = mountings.map(({ endpoint, path }) => endpoint ?? path);
  return new SetupError({
    code: "route-ambiguous",
    message: `Cannot build a URL for a route that is registered ${names.length} times, as ${names.join(" and ")}: nothing says which is meant`,
    fix: `say it by name: app.urlFor(${JSON.stringify(names[0])}, …)`,
  });
}

type UrlValues<Path extends string> = Params<Path> & Readonly<Record<string, unknown>>;

/**
 * The path of a route, with values for its variables; whatever else is given becomes the query.
 *
 * @throws {SetupError} `url-build` if a value is missing, or would not lead back to the route;
 *   `route-unregistered` before its blueprint is registered, `route-ambiguous` if that was done twice.
 * @example
 * const app = new Hipflask();
 * const showUser = app.get("/users/<int:id>", ({ id }) => ({ id }));
 * urlFor(showUser, { id: 3, page: 2 }); // => "/users/3?page=2"
 * @see Flask's `url_for`
 */
export function urlFor<Path extends string>(
  route: Route<string, Path>,
  ...[values]: {} extends Params<Path> ? [values?: UrlValues<Path>] : [values: UrlValues<Path>]
): string {
  return locateUrl(buildUrl([onlyMounting(route).rule], values), undefined);
}

/** @throws {SetupError} `reserved-name` if a variable, or a default, would hide a part of the context. */
export function refuseReservedNames(rule: Rule): void {
  for (const name of rule.names) {
    if (!(reservedNames as readonly string[]).includes(name)) continue;
    throw new SetupError({
      code: "reserved-name",
      message: `Cannot register ${showRule(rule)}: its variable ${JSON.stringify(name)} has the name of a part of the context, which handlers could then not reach`,
      fix: `rename it, for instance to ${JSON.stringify(`${name.replaceAll("_", "")}Value`)}`,
    });
  }
}
