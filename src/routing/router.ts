// From a method and a raw path to a rule and its values. What is found is data: answering a 404,
// a 405 or a redirect is the caller's.

import { SetupError } from "../errors/setup-error.ts";
import { refuseConflict } from "./conflict.ts";
import type { Converters } from "./converter.ts";
import { ConverterTable } from "./converters.ts";
import { hasEmptySegment, isDotSegment, joinPath, mergeSlashes, splitPath } from "./path.ts";
import { parsePattern } from "./pattern.ts";
import type { Pattern } from "./pattern.ts";
import { Search } from "./search.ts";
import { insertRule, Node } from "./tree.ts";
import type { Rule } from "./tree.ts";

/** What a method and a path lead to. */
export type Match<Target> =
  | {
      readonly kind: "found";
      readonly target: Target;
      readonly names: readonly string[];
      /** `values[i]` is the value of `names[i]`. */
      readonly values: readonly unknown[];
    }
  /** OPTIONS where no rule has it by name: answered automatically. */
  | { readonly kind: "options"; readonly allow: readonly string[] }
  | { readonly kind: "method-not-allowed"; readonly allow: readonly string[] }
  /** Raw path to send the client to (308): begins with exactly one slash. The query is the caller's to keep. */
  | { readonly kind: "redirect"; readonly path: string }
  /** Malformed percent-encoding or invalid UTF-8 (400). */
  | { readonly kind: "bad-path"; readonly detail: string }
  | { readonly kind: "not-found" };

/** A route to add to a router. */
export interface RouteInit<Target> {
  readonly pattern: string;
  /** Upper case. GET brings HEAD with it. */
  readonly methods: readonly string[];
  readonly target: Target;
  /** Where it was registered, for messages: "users.ts:8". */
  readonly place?: string | undefined;
}

export interface RouterOptions {
  /** The user's own converters, by the name patterns call them. */
  readonly converters?: Converters | undefined;
  /** Whether a path that only matches without its doubled slashes is redirected. Default: true. */
  readonly mergeSlashes?: boolean | undefined;
}

/**
 * Finds the rule for a request.
 *
 * Static text goes before variables, narrow variables before wide ones, `path` last; the left-most segment decides.
 * A rule whose converter refuses or whose method does not fit is passed over.
 *
 * @example
 * const router = new Router<string>();
 * router.add({ pattern: "/users/<int:id>", methods: ["GET"], target: "show" });
 * router.match("GET", "/users/7"); // => { kind: "found", target: "show", names: ["id"], values: [7] }
 * router.match("PUT", "/users/7"); // => { kind: "method-not-allowed", allow: ["GET", "HEAD", "OPTIONS"] }
 * router.match("GET", "/users/x"); // => { kind: "not-found" }
 */
export class Router<Target> {
  readonly #converters: ConverterTable;
  readonly #mergeSlashes: boolean;
  readonly #root: Node<Target> = new Node();
  readonly #rules: Rule<Target>[] = [];
  /** Rules without variables, by raw path, then by method: what a request for one costs is this look-up. */
  readonly #fixed: Map<string, Map<string, Match<Target>>> = new Map();

  constructor(options: RouterOptions = {}) {
    this.#converters = new ConverterTable(options.converters);
    this.#mergeSlashes = options.mergeSlashes ?? true;
  }

  /**
   * Adds a route and gives its pattern, read.
   *
   * @throws {SetupError} `route-pattern`, `route-converter` for a mistake in the pattern, `route-conflict` if another
   *   route has the same requests, `route-methods` if there is no method.
   */
  add(route: RouteInit<Target>): Pattern {
    const pattern = parsePattern(route.pattern, this.#converters);
    if (route.methods.length === 0) {
      throw new SetupError({
        code: "route-methods",
        message: `Cannot register ${pattern.text}: it has no methods, so no request would match it`,
        fix: 'name at least one, such as ["GET"]',
      });
    }
    const { methods, target, place } = route;
    const rule: Rule<Target> = { pattern, methods: [...methods], target, place };
    refuseConflict(this.#root, rule);
    const leaf = insertRule(this.#root, rule);
    this.#rules.push(rule);
    const rawPath = fixedPath(pattern);
    if (rawPath !== undefined) {
      const matches = [...leaf.byMethod].map(
        ([method, each]) => [method, sharedMatch(each)] as const,
      );
      this.#fixed.set(rawPath, new Map(matches));
    }
    return pattern;
  }

  /**
   * Finds what a request leads to. Never throws, but for an error that a user's own converter throws.
   *
   * @param rawPath The path part of an origin-form target, still percent-encoded, without the query.
   */
  match(method: string, rawPath: string): Match<Target> {
    return this.#fixed.get(rawPath)?.get(method) ?? this.#search(method, rawPath);
  }

  /** Every route, in the order of registration. */
  *entries(): Iterable<{
    readonly pattern: Pattern;
    readonly methods: readonly string[];
    readonly target: Target;
  }> {
    for (const { pattern, methods, target } of this.#rules) yield { pattern, methods, target };
  }

  #search(method: string, rawPath: string): Match<Target> {
    const split = splitPath(rawPath);
    if (split.kind === "bad-path") return split;
    const { segments } = split;
    const search = new Search<Target>(method, segments);
    if (search.walk(this.#root, 1)) return concluded(search, segments, search.lacksSlash);
    const merges = this.#mergeSlashes && hasEmptySegment(segments) && !segments.some(isDotSegment);
    if (!merges) return refused(method, search.methods);
    const merged = mergeSlashes(segments);
    const second = new Search<Target>(method, merged);
    const isFound = second.walk(this.#root, 1);
    for (const each of second.methods ?? []) (search.methods ??= new Set()).add(each);
    if (!isFound) return refused(method, search.methods);
    return concluded(second, merged, method !== "OPTIONS");
  }
}

/** The answer of a search that has found a rule. */
function concluded<Target>(
  { rule, values, lacksSlash }: Search<Target>,
  segments: readonly string[],
  redirects: boolean,
): Match<Target> {
  if (!redirects) return found(rule as Rule<Target>, values);
  const path = joinPath(lacksSlash ? [...segments, ""] : segments);
  return path === undefined ? notFound : { kind: "redirect", path };
}

/** The answer of a search that has found no rule, but perhaps methods. */
function refused<Target>(method: string, methods: Set<string> | undefined): Match<Target> {
  if (methods === undefined || methods.size === 0) return notFound;
  const allow = [...methods.add("OPTIONS")].sort();
  return { kind: method === "OPTIONS" ? "options" : "method-not-allowed", allow };
}

function found<Target>(rule: Rule<Target>, values: readonly unknown[]): Match<Target> {
  return { kind: "found", target: rule.target, names: rule.pattern.names, values };
}

/** The answer of every request for a rule without variables: frozen, for it is shared by them all. */
function sharedMatch<Target>(rule: Rule<Target>): Match<Target> {
  return Object.freeze(found(rule, Object.freeze([])));
}

/**
 * The raw path of a pattern without variables; undefined if raw paths of it are always encoded.
 * A raw path with a % is never equal to one of these, so no request gets past decoding.
 */
function fixedPath({ segments, endsWithSlash }: Pattern): string | undefined {
  let path = "";
  for (const segment of segments) {
    if (segment.kind !== "static" || /[%/]/.test(segment.text)) return undefined;
    path += `/${segment.text}`;
  }
  return endsWithSlash ? `${path}/` : path;
}

const notFound = Object.freeze({ kind: "not-found" } as const);
