// A registered route, as a value: what `urlFor` builds from and what a typed client is a mapped type over.

import { buildUrl } from "../routing/build-url.ts";
import { locateUrl } from "../routing/locate-url.ts";
import type { ClashingNames, Params } from "../routing/params.ts";
import { showRule, type Rule } from "../routing/rule.ts";
import { SetupError } from "../errors/setup-error.ts";
import { reservedNames, type Context, type ReservedName } from "./context.ts";
import type { ETagKind } from "./response.ts";
import type { Result } from "./returnable.ts";

/** A function that answers the requests of a route. */
export type Handler<Path extends string, R extends Result> = (context: Context<Path>) => R;

/** A path whose variables do not hide parts of the context; else a sentence that says which does. */
export type RoutePath<Path extends string> = [ClashingNames<Path, ReservedName>] extends [never]
  ? Path
  : `path variable '${ClashingNames<Path, ReservedName>}' has the name of a part of the context: rename it`;

export interface RouteOptions {
  /** The most bytes that a body may have; the application's `bodyLimit` unless given. Above: 413. */
  readonly bodyLimit?: number | undefined;
  /** Sends an `ETag` with every answer, and 304 to a client that has it: `true` or `"strong"`, or `"weak"`. */
  readonly etag?: boolean | ETagKind | undefined;
}

/** What `app.get(…)` and its like return. */
export interface Route<
  Method extends string = string,
  Path extends string = string,
  Result = unknown,
> {
  readonly methods: readonly Method[];
  readonly path: Path;
  readonly rule: Rule;
  /** The type of what the handler gives back; nothing at run time. */
  readonly result?: Result;
}

/** A route as dispatch needs it: everything that could be decided before the first request. */
export interface Endpoint {
  readonly route: Route;
  readonly bodyLimit: number;
  readonly etag: boolean | ETagKind | undefined;
  handle(context: unknown): unknown;
}

type UrlValues<Path extends string> = Params<Path> & Readonly<Record<string, unknown>>;

/**
 * The path of a route, with values for its variables; whatever else is given becomes the query.
 *
 * @throws {SetupError} `url-build` if a value is missing, or would not lead back to the route.
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
  return locateUrl(buildUrl([route.rule], values), undefined);
}

/** @throws {SetupError} `reserved-name` if a path variable would hide a part of the context. */
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
