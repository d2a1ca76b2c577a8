// Routes by name, as `urlFor` asks for them. A name belongs to one handler: several rules of one handler share it.
// Names that were given must not clash; those that come from functions may, until one is asked for.

import { SetupError } from "../errors/setup-error.ts";
import { nearestName } from "../errors/nearest-name.ts";
import type { MatchedRoute } from "./matched-route.ts";
import type { RegisteredRoute } from "./registered-route.ts";
import type { Route } from "./route.ts";

export class EndpointNames {
  readonly #byName = new Map<string, RegisteredRoute[]>();

  /**
   * What the router takes for one endpoint: rules of one name and one handler. Others of that name, which only comes
   * from their functions, have nothing to do with each other.
   */
  keyOf(name: string | null, handler: unknown): string | undefined {
    if (name === null) return undefined;
    const handlers = new Set((this.#byName.get(name) ?? []).map(({ route }) => route.init.handler));
    const at = [...handlers.add(handler as never)].indexOf(handler as never);
    return at === 0 ? name : `${name} (${at + 1})`;
  }

  /** @throws {SetupError} `endpoint-taken` if the name was given to another handler. */
  check({ endpoint, path }: MatchedRoute, { init }: Route): void {
    if (endpoint === null || init.options.name === undefined) return;
    const other = this.#byName
      .get(endpoint)
      ?.find(({ route }) => isNamed(route) && route.init.handler !== init.handler);
    if (other === undefined) return;
    throw new SetupError({
      code: "endpoint-taken",
      message:
        `Cannot name a route ${JSON.stringify(endpoint)}: another one has that name, with another handler` +
        `${line(other.matched.path, other.route)}${line(path, { init })}`,
      fix: "give one of them another name",
    });
  }

  add(registered: RegisteredRoute): void {
    const { endpoint } = registered.matched;
    if (endpoint === null) return;
    const known = this.#byName.get(endpoint);
    if (known === undefined) this.#byName.set(endpoint, [registered]);
    else known.push(registered);
  }

  /**
   * The rules of an endpoint, in the order of registration: one at least.
   *
   * @throws {SetupError} `endpoint-unknown`, `endpoint-ambiguous`.
   */
  find(name: string): readonly RegisteredRoute[] {
    const known = this.#byName.get(name);
    if (known === undefined) throw unknown(name, this.#byName.keys());
    const given = known.filter(({ route }) => isNamed(route));
    const routes = given.length === 0 ? known : given;
    if (new Set(routes.map(({ route }) => route.init.handler)).size === 1) return routes;
    throw new SetupError({
      code: "endpoint-ambiguous",
      message: `Cannot tell which route ${JSON.stringify(name)} is: several functions have that name${routes.map(({ matched, route }) => line(matched.path, route)).join("")}`,
      fix: `name them: app.get(path, { name: "…" }, handler)`,
    });
  }
}

function isNamed({ init }: Pick<Route, "init">): boolean {
  return init.options.name !== undefined;
}

function line(path: string, { init }: Pick<Route, "init">): string {
  return `\n  ${path}  ${init.place ?? ""}`.trimEnd();
}

function unknown(name: string, known: Iterable<string>): SetupError {
  const names = [...known];
  const nearest = nearestName(name, names);
  return new SetupError({
    code: "endpoint-unknown",
    message: `Cannot build a URL for ${JSON.stringify(name)}: no route has that name`,
    fix:
      nearest !== undefined
        ? `write ${JSON.stringify(nearest)}`
        : 'give the route that name: app.get(path, { name: "…" }, handler)',
  });
}
