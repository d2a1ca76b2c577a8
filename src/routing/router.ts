// From a method, a host and a raw path to a rule and its values. What is found is data: answering
// a 404, a 405 or a redirect is the caller's.

import { refuseConflict } from "./conflict.ts";
import type { Converters } from "./converter.ts";
import { ConverterTable } from "./converters.ts";
import { Endpoints } from "./endpoints.ts";
import { parseHost } from "./host-pattern.ts";
import { HostTrees } from "./host-trees.ts";
import type { Place } from "./host-trees.ts";
import type { Match } from "./match.ts";
import { hasEmptySegment, isDotSegment, joinPath, mergeSlashes, splitPath } from "./path.ts";
import { parsePattern } from "./pattern.ts";
import { readRule } from "./rule.ts";
import type { RouteInit, Rule, RuleSettings } from "./rule.ts";
import { Scopes } from "./scopes.ts";
import { Search } from "./search.ts";

export interface RouterOptions {
  /** The user's own converters, by the name patterns call them. */
  readonly converters?: Converters | undefined;
  /** Whether rules answer only with the slash at their end as written, unless they say otherwise. Default: true. */
  readonly strictSlashes?: boolean | undefined;
  /** Whether a path that only matches without its doubled slashes is redirected. Default: true. */
  readonly mergeSlashes?: boolean | undefined;
  /** Whether `/pages/1` is redirected to the rule of its endpoint whose defaults are `{ page: 1 }`. Default: true. */
  readonly redirectDefaults?: boolean | undefined;
}

/**
 * Finds the rule for a request.
 *
 * Rules with a host go before those without. Then static text goes before variables, narrow variables before wide
 * ones, `path` last; the left-most segment decides. A rule whose converter refuses or whose method does not fit is
 * passed over.
 *
 * @example
 * const router = new Router<string>();
 * router.add({ pattern: "/users/<int:id>", methods: ["GET"], target: "show" });
 * router.match("GET", "/users/7"); // => { kind: "found", target: "show", names: ["id"], values: [7] }
 * router.match("PUT", "/users/7"); // => { kind: "method-not-allowed", allow: ["GET", "HEAD", "OPTIONS"] }
 * router.match("GET", "/users/x"); // => { kind: "not-found" }
 */
export class Router<Target, Scope = unknown> {
  readonly #settings: RuleSettings;
  readonly #rules: Rule<Target>[] = [];
  readonly #endpoints: Endpoints<Target>;
  readonly #scopes: Scopes<Scope> = new Scopes();
  readonly #trees: HostTrees<Target> = new HostTrees();
  /** The answers of the fixed paths of every host: all that a request needs while no rule has a host. */
  readonly #fixed = this.#trees.anyHost.fixed;
  readonly #anywhere = this.#trees.placesFor("");
  #hasHosts = false;

  constructor(options: RouterOptions = {}) {
    this.#settings = {
      converters: new ConverterTable(options.converters),
      strictSlashes: options.strictSlashes ?? true,
      mergeSlashes: options.mergeSlashes ?? true,
    };
    this.#endpoints = new Endpoints(options.redirectDefaults ?? true);
  }

  /**
   * Reads a route and adds nothing.
   *
   * @throws {SetupError} As `add`, but for `route-conflict`.
   */
  read(route: RouteInit<Target>): Rule<Target> {
    return readRule(route, this.#settings);
  }

  /**
   * Adds a route and gives it as a rule: read, and ready for `buildUrl`.
   *
   * @throws {SetupError} `route-pattern`, `route-converter` for a mistake in the pattern or the host, `route-conflict`
   *   if another route has the same requests, `route-methods` if there is no method, `route-defaults`, `route-redirect`
   *   and `route-alias` for options that cannot be meant.
   */
  add(route: RouteInit<Target>): Rule<Target> {
    const rule = this.read(route);
    if (!rule.buildOnly) this.#addToTree(rule);
    this.#rules.push(rule);
    for (const redirected of this.#endpoints.add(rule)) this.#share(redirected);
    return rule;
  }

  /**
   * Finds what a request leads to. Never throws, but for an error that a user's own converter or `redirectTo` throws.
   *
   * @param rawPath The path part of an origin-form target, still percent-encoded, without the query.
   * @param authority The host that the client asks for; its port is ignored.
   */
  match(method: string, rawPath: string, authority = ""): Match<Target> {
    const places = this.#hasHosts ? this.#trees.placesFor(authority) : this.#anywhere;
    const fixed = this.#hasHosts ? (places[0] as Place<Target>).tree.fixed : this.#fixed;
    return fixed.get(rawPath)?.get(method) ?? this.#search(method, rawPath, places);
  }

  /** Every route, in the order of registration. */
  rules(): readonly Rule<Target>[] {
    return this.#rules;
  }

  /** The rules of an endpoint, in the order in which `buildUrl` tries them. */
  rulesOf(endpoint: string): readonly Rule<Target>[] {
    return this.#endpoints.rulesOf(endpoint);
  }

  /**
   * Says what the paths below a prefix belong to. Of two with one prefix the first one is found.
   *
   * @param prefix A pattern, variables and all; "" or "/" for every path.
   * @throws {SetupError} `route-pattern` or `route-converter`.
   */
  addScope(prefix: string, scope: Scope, host?: string): void {
    const { converters } = this.#settings;
    const { segments } = parsePattern(prefix === "" ? "/" : prefix, converters);
    this.#scopes.add(segments, host === undefined ? undefined : parseHost(host, converters), scope);
  }

  /**
   * The innermost scope that a path lies in, for a request that no rule fits: `/admin` has `/admin` and `/admin/x`, not
   * `/admins`.
   */
  scopeAt(rawPath: string, authority = ""): Scope | undefined {
    return this.#scopes.at(rawPath, authority);
  }

  #addToTree(rule: Rule<Target>): void {
    for (const tree of this.#trees.treesThatMeet(rule.host)) refuseConflict(tree.root, rule);
    this.#trees.treeFor(rule.host).add(rule);
    this.#hasHosts = this.#trees.hasHosts;
    this.#share(rule);
  }

  /** Makes anew what requests for the path of a rule share. */
  #share(rule: Rule<Target>): void {
    const needsValues = (each: Rule<Target>): boolean =>
      each.redirectTo !== undefined || this.#endpoints.redirects(each);
    this.#trees.treeFor(rule.host).share(rule, needsValues);
  }

  #search(method: string, rawPath: string, places: readonly Place<Target>[]): Match<Target> {
    const split = splitPath(rawPath);
    if (split.kind === "bad-path") return split;
    const { segments } = split;
    const asSent = this.#searchAll(method, places, segments, rawPath);
    if (asSent.kind !== "missed") return asSent;
    const merges = hasEmptySegment(segments) && !segments.some(isDotSegment);
    if (!merges) return refused(asSent);
    const merged = this.#searchAll(method, places, mergeSlashes(segments));
    if (merged.kind !== "missed") return merged;
    const methods = new Set([...(asSent.methods ?? []), ...(merged.methods ?? [])]);
    return refused({ kind: "missed", methods, options: asSent.options ?? merged.options });
  }

  /** @param rawPath Undefined if doubled slashes were merged: what is found then is redirected to. */
  #searchAll(
    method: string,
    places: readonly Place<Target>[],
    segments: readonly string[],
    rawPath?: string,
  ): Match<Target> | Missed<Target> {
    const isMerged = rawPath === undefined;
    let methods: Set<string> | undefined;
    let options: Search<Target>["options"];
    for (const { tree, hostValues } of places) {
      const shared = this.#hasHosts && !isMerged ? tree.fixed.get(rawPath)?.get(method) : undefined;
      if (shared !== undefined) return shared;
      const search = new Search<Target>(method, segments, hostValues, isMerged);
      if (search.walk(tree.root, 1)) {
        const isRespelled = search.lacksSlash || (isMerged && method !== "OPTIONS");
        return isRespelled
          ? redirected(search.lacksSlash ? [...segments, ""] : segments)
          : this.#found(method, search.rule as Rule<Target>, search.values);
      }
      if (methods === undefined) methods = search.methods;
      else for (const each of search.methods ?? []) methods.add(each);
      options ??= search.options;
    }
    return { kind: "missed", methods, options };
  }

  #found(method: string, rule: Rule<Target>, values: unknown[]): Match<Target> {
    const { target, names, defaultValues, redirectTo } = rule;
    if (defaultValues !== undefined) values.push(...defaultValues);
    if (redirectTo !== undefined || this.#endpoints.redirects(rule)) {
      const location = this.#redirection(method, rule, values);
      if (location !== undefined) return { kind: "redirect", location };
      // There is nothing behind a redirect that clients would take elsewhere.
      if (redirectTo !== undefined) return notFound;
    }
    return { kind: "found", target, names, values };
  }

  #redirection(method: string, rule: Rule<Target>, values: readonly unknown[]): string | undefined {
    const named = Object.fromEntries(rule.names.map((name, index) => [name, values[index]]));
    const canonical =
      method === "OPTIONS" ? undefined : this.#endpoints.canonicalPath(rule, named, method);
    return canonical ?? rule.redirectTo?.(named);
  }
}

interface Missed<Target> {
  readonly kind: "missed";
  /** Methods that would have fitted. */
  readonly methods: ReadonlySet<string> | undefined;
  /** What OPTIONS asks about, if it is answered. */
  readonly options: Search<Target>["options"];
}

function redirected(segments: readonly string[]): Match<never> {
  const location = joinPath(segments);
  return location === undefined ? notFound : { kind: "redirect", location };
}

/** The answer where no rule is found, but perhaps methods. */
function refused<Target>({ methods, options }: Missed<Target>): Match<Target> {
  if (methods === undefined || methods.size === 0) return notFound;
  const allow = [...methods].sort();
  if (options === undefined) return { kind: "method-not-allowed", allow };
  const { defaultValues = [], names, target } = options.rule;
  return { kind: "options", allow, target, names, values: [...options.values, ...defaultValues] };
}

const notFound = Object.freeze({ kind: "not-found" } as const);
