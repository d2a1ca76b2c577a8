// The routes of an application: read, named, put into the router, and given their hooks before the first request.

import { SetupError } from "../errors/setup-error.ts";
import type { FormLimits } from "../http/form-limits.ts";
import type { Converters } from "../routing/converter.ts";
import { Router } from "../routing/router.ts";
import type { Rule } from "../routing/rule.ts";
import type { Blueprint } from "./blueprint.ts";
import type { RegisterOptions } from "./blueprint-options.ts";
import { checkedLimit, withFormLimits } from "./body-limit.ts";
import { Endpoint } from "./endpoint.ts";
import { EndpointNames } from "./endpoint-names.ts";
import { compileChain, type HookChain } from "./hook-chain.ts";
import type { MatchedRoute } from "./matched-route.ts";
import { joinPaths, mountWithin, type Mount } from "./mount.ts";
import type { RouteOptions } from "./route-options.ts";
import { scopesOf, type RegisteredRoute } from "./registered-route.ts";
import { refuseReservedNames, type Route } from "./route.ts";

export interface RegistryOptions {
  readonly converters: Converters | undefined;
  readonly bodyLimit: number;
  readonly formLimits: FormLimits;
  readonly serverName: string | undefined;
  readonly strictSlashes: boolean | undefined;
  readonly mergeSlashes: boolean | undefined;
  readonly redirectDefaults: boolean | undefined;
}

export class RouteRegistry {
  readonly router: Router<Endpoint, Mount>;
  readonly names: EndpointNames = new EndpointNames();
  readonly routes: RegisteredRoute[] = [];
  readonly #options: RegistryOptions;
  /** Where each blueprint was registered, by its dotted name. */
  readonly #blueprints = new Map<string, string | undefined>();
  readonly #missChains = new Map<Mount, HookChain>();

  constructor(options: RegistryOptions) {
    this.#options = options;
    const { converters, mergeSlashes, strictSlashes, redirectDefaults } = options;
    this.router = new Router({ converters, mergeSlashes, strictSlashes, redirectDefaults });
  }

  /** @throws {SetupError} For every mistake that a registration can have; then nothing of it remains. */
  addRoute(route: Route, mount: Mount): void {
    const { options, handler, methods, place } = route.init;
    const path = joinPaths(mount.prefix, route.path);
    const matched = matchedRoute(route, path, mount);
    const endpoint = new Endpoint({
      matched,
      bodyLimit: checkedLimit("bodyLimit", options.bodyLimit ?? this.#options.bodyLimit),
      formLimits: withFormLimits(this.#options.formLimits, options.formLimits),
      readsBody: options.streamBody !== true,
      usesSession: options.session,
      etag: options.etag,
      handle: handler,
      place,
    });
    const init = {
      pattern: path,
      methods,
      target: endpoint,
      place,
      endpoint: this.names.keyOf(matched.endpoint, handler),
      strictSlashes: options.strictSlashes ?? mount.strictSlashes,
      mergeSlashes: options.mergeSlashes ?? mount.mergeSlashes,
      host: this.#hostOf(path, options, mount),
      defaults: { ...mount.defaults, ...options.defaults },
      redirectTo: options.redirectTo,
      alias: options.alias,
      automaticOptions: options.automaticOptions,
      buildOnly: options.buildOnly,
    };
    refuseReservedNames(this.router.read(init));
    this.names.check(matched, route);
    const rule = this.router.add(init);
    const registered = { route, matched, rule, endpoint, mount };
    this.names.add(registered);
    this.routes.push(registered);
    route.mountings.push({ matched, rule });
  }

  /** The rules of the endpoint that a route belongs to, in the order in which URLs are tried. */
  rulesLike({ rule }: RegisteredRoute): readonly Rule[] {
    return rule.endpoint === undefined ? [rule] : this.router.rulesOf(rule.endpoint);
  }

  /** @throws {SetupError} `blueprint-name`, `blueprint-prefix`, `blueprint-twice`, and those of routes. */
  addBlueprint(
    blueprint: Blueprint,
    options: RegisterOptions,
    place: string | undefined,
    outer: Mount,
  ): void {
    const mount = mountWithin(outer, blueprint, options);
    const [name] = mount.blueprints as [string];
    if (this.#blueprints.has(name)) {
      const first = this.#blueprints.get(name);
      throw new SetupError({
        code: "blueprint-twice",
        message: `Cannot register a second blueprint named ${JSON.stringify(name)}: the first has the name already${first === undefined ? "" : ` (${first})`}`,
        fix: `give it another: app.register(${blueprint.name}, { name: "…" })`,
      });
    }
    this.#blueprints.set(name, place);
    blueprint.registeredAt ??= place ?? true;
    // Without a prefix of its own nothing tells its paths from the others.
    if (mount.prefix !== outer.prefix) this.router.addScope(mount.prefix, mount, mount.host);
    for (const part of blueprint.parts) {
      if ("blueprint" in part) this.addBlueprint(part.blueprint, part.options, part.place, mount);
      else this.addRoute(part, mount);
    }
  }

  /**
   * What runs around the answer to a request that no route takes: the hooks of the application, and the error
   * handlers of the innermost blueprint below whose prefix it is, of those around that, and of the application.
   */
  chainAt(root: Mount, rawPath: string, authority: string): HookChain {
    const mount = this.router.scopeAt(rawPath, authority) ?? root;
    let chain = this.#missChains.get(mount);
    if (chain === undefined) {
      const { errors } = compileChain(mount.scopes);
      chain = { ...compileChain(root.scopes), errors };
      this.#missChains.set(mount, chain);
    }
    return chain;
  }

  /** Gives every route its hooks; from now on no scope takes any more. */
  compile(): void {
    for (const { endpoint, mount, route } of this.routes) {
      const scopes = scopesOf({ mount, route });
      endpoint.use(compileChain(scopes));
      for (const scope of scopes) scope.isClosed = true;
    }
  }

  /** @throws {SetupError} `subdomain` if nothing says of what. */
  #hostOf(path: string, { host, subdomain }: RouteOptions, mount: Mount): string | undefined {
    const name = subdomain ?? (host === undefined ? mount.subdomain : undefined);
    if (name === undefined) return host ?? mount.host;
    const { serverName } = this.#options;
    // A port is no part of what a rule's host is compared with.
    if (serverName !== undefined) return `${name}.${serverName.replace(/:\d+$/, "")}`;
    throw new SetupError({
      code: "subdomain",
      message: `Cannot register ${path} for the subdomain ${JSON.stringify(name)}: nothing says of which host`,
      fix: 'write new Hipflask({ serverName: "example.com" })',
    });
  }
}

function matchedRoute({ methods, name }: Route, path: string, mount: Mount): MatchedRoute {
  const { blueprints } = mount;
  const [blueprint = null] = blueprints;
  const endpoint = name === null || blueprint === null ? name : `${blueprint}.${name}`;
  return Object.freeze({ path, methods, endpoint, blueprint, blueprints });
}
