// What would happen to a request, as text: the steps of dispatch in their order, with names and places.

import type { Match } from "../routing/match.ts";
import type { Endpoint } from "./endpoint.ts";
import { keyName } from "./error-handlers.ts";
import { orderHooks, type ScopedHook } from "./hook-chain.ts";
import type { Mount } from "./mount.ts";
import { scopesOf, type RegisteredRoute } from "./registered-route.ts";
import type { RouteRegistry } from "./route-registry.ts";
import type { ScopeHooks } from "./scope-hooks.ts";
import { pathOf } from "../http/target-parts.ts";

/** A step, what takes it, and where that was registered. */
type Line = readonly [step: string, scope: string, what: string, place: string];

/**
 * @param path As a client would send it, with or without a query.
 * @param host The one that the client would name.
 */
export function explain(
  registry: RouteRegistry,
  root: Mount,
  method: string,
  path: string,
  host: string,
): string {
  const rawPath = pathOf(path);
  const match = registry.router.match(method, rawPath, host);
  const found = registry.routes.find(
    ({ endpoint }) => "target" in match && endpoint === match.target,
  );
  const scopes = found === undefined ? root.scopes : scopesOf(found);
  const heading = `${method} ${path} is answered by ${describe(match, found)}`;
  const handled = match.kind === "found" ? found : undefined;
  const steps = stepsOf(scopes, handled).map((line, i) => [`${i + 1}.`, ...line]);
  // Error handlers of a blueprint also answer below its prefix, where none of its routes is.
  const around = found === undefined ? registry.router.scopeAt(rawPath, host)?.scopes : undefined;
  const handlers = errorHandlersOf(around ?? scopes);
  const errors = handlers.length === 0 ? [] : ["errors are answered by", ...columns(handlers)];
  return [heading, ...columns(steps), ...errors].join("\n");
}

function stepsOf(
  scopes: readonly ScopeHooks[],
  found: RegisteredRoute | undefined,
): readonly Line[] {
  const { preprocessors, before, after, teardown } = orderHooks(scopes);
  return [
    ...preprocessors.map(lineOf("URL values")),
    ...before.map(lineOf("before")),
    ...(found === undefined ? [] : bodyAndHandler(found)),
    ["after", "request", "what afterThisRequest was given", ""],
    ...after.map(lineOf("after")),
    ["save", "request", "what belongs to the response, such as the session", ""],
    ["encode", "app", "the response", ""],
    ...teardown.map(lineOf("teardown")),
    ["teardown", "request", "what providers have made, the last one first", ""],
  ];
}

function bodyAndHandler({ endpoint, route }: RegisteredRoute): readonly Line[] {
  const { handler, place = "" } = route.init;
  const body: Line = ["body", "route", `is read, at most ${endpoint.bodyLimit} bytes`, ""];
  const call: Line = ["handler", "route", nameOf(handler), place];
  return endpoint.readsBody ? [body, call] : [call];
}

function errorHandlersOf(scopes: readonly ScopeHooks[]): string[][] {
  return scopes
    .toReversed()
    .flatMap(({ errors, label }) =>
      [...errors].map(({ key, run, place = "" }) => [keyName(key), label, nameOf(run), place]),
    );
}

function lineOf(step: string): (hook: ScopedHook<(...args: never[]) => unknown>) => Line {
  return ({ scope, run, place = "" }) => [step, scope, nameOf(run), place];
}

function nameOf({ name }: { readonly name: string }): string {
  return name === "" ? "a function" : name;
}

function describeRoute({ matched }: RegisteredRoute): string {
  const { endpoint, methods, path } = matched;
  return `${endpoint === null ? "" : `${endpoint}, `}${methods.join("|")} ${path}`;
}

function describe(match: Match<Endpoint>, route: RegisteredRoute | undefined): string {
  if (route === undefined) return describeMiss(match);
  if (match.kind !== "options") return describeRoute(route);
  return `200 with Allow: ${match.allow.join(", ")}, in the place of ${describeRoute(route)}`;
}

function describeMiss(match: Match<Endpoint>): string {
  switch (match.kind) {
    case "method-not-allowed":
      return `405 with Allow: ${match.allow.join(", ")}`;
    case "redirect":
      return `a redirect to ${match.location}`;
    case "bad-path":
      return `400: ${match.detail}`;
    default:
      return "404: no route matches this path";
  }
}

/** Rows as lines whose columns stand below each other. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((text, i) => (widths[i] = Math.max(widths[i] ?? 0, text.length)));
  }
  return rows.map((row) =>
    `  ${row.map((text, i) => text.padEnd(widths[i]!)).join("  ")}`.trimEnd(),
  );
}
