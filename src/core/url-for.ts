// From the name or the value of a route to its URL, as seen from a request or from nowhere.

import { buildUrl } from "../routing/build-url.ts";
import { locateUrl, type UrlBase } from "../routing/locate-url.ts";
import type { Standpoint } from "./context-host.ts";
import type { URLForOptions, URLTarget, URLValues } from "./matched-route.ts";
import { scopesOf, type RegisteredRoute } from "./registered-route.ts";
import { ambiguous, unregistered } from "./route.ts";
import type { RouteRegistry } from "./route-registry.ts";

/** How an application is reached, as far as it has been told. */
export interface PublicAddress {
  /** `example.com`, with a port if it is not the scheme's own. */
  readonly serverName: string | undefined;
  readonly preferredScheme: string;
  /** The path below which it is mounted, without a last slash. */
  readonly mountPath: string;
}

/**
 * @throws {SetupError} `endpoint-unknown`, `endpoint-ambiguous`, `route-unregistered`, `route-ambiguous`, `url-build`.
 */
export function buildURL(
  registry: RouteRegistry,
  address: PublicAddress,
  target: string | URLTarget,
  values: URLValues,
  options: URLForOptions,
  from: Standpoint | undefined,
): string {
  const registered = findTarget(registry, target, from);
  const { endpoint } = registered.matched;
  const filled = { ...values };
  for (const { urlDefaults } of scopesOf(registered)) {
    for (const { run } of urlDefaults) run(filled, endpoint);
  }
  const rules = typeof target === "string" ? registry.rulesLike(registered) : [registered.rule];
  return locateUrl(buildUrl(rules, filled, options), baseOf(address, from), options);
}

function findTarget(
  { names, routes }: RouteRegistry,
  target: string | URLTarget,
  from: Standpoint | undefined,
): RegisteredRoute {
  if (typeof target === "string") {
    const here = from?.route?.blueprint ?? null;
    if (!target.startsWith(".")) return names.find(target)[0]!;
    return names.find(here === null ? target.slice(1) : here + target)[0]!;
  }
  const own = routes.filter(({ route }) => route === target);
  if (own.length === 1) return own[0]!;
  // Registered more than once: the one that is nearest to where the request is.
  for (const name of from?.route?.blueprints ?? []) {
    const near = own.filter(({ matched }) => matched.blueprints.includes(name));
    if (near.length === 1) return near[0]!;
  }
  throw own.length === 0 ? unregistered(target) : ambiguous(own.map(({ matched }) => matched));
}

// What the application has been told goes before what a client says.
function baseOf(address: PublicAddress, from: Standpoint | undefined): UrlBase {
  const incoming = from?.incoming;
  return {
    scheme: incoming?.scheme ?? address.preferredScheme,
    authority: address.serverName ?? incoming?.authority ?? "",
    mountPath: incoming?.mountPath ?? address.mountPath,
  };
}
