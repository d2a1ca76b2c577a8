// A route as the router keeps it: everything that could be decided when it was registered.

import { SetupError } from "../errors/setup-error.ts";
import type { ConverterTable } from "./converters.ts";
import { parseHost } from "./host-pattern.ts";
import type { HostPattern } from "./host-pattern.ts";
import { parsePattern, variablesOf } from "./pattern.ts";
import type { Pattern } from "./pattern.ts";
import { readRedirect } from "./redirect-target.ts";
import type { RedirectTarget, RedirectTo } from "./redirect-target.ts";

/** A route to add to a router. */
export interface RouteInit<Target> {
  readonly pattern: string;
  /** Upper case. GET brings HEAD with it. */
  readonly methods: readonly string[];
  readonly target: Target;
  /** Where it was registered, for messages: "users.ts:8". */
  readonly place?: string | undefined;
  /** Rules of one endpoint stand for one thing: `redirectDefaults`, `alias` and URL building choose between them. */
  readonly endpoint?: string | undefined;
  /** Whether the slash at the end must be as in the pattern; else both spellings answer. The router's unless given. */
  readonly strictSlashes?: boolean | undefined;
  /** Whether a path with doubled slashes is redirected here. The router's unless given. */
  readonly mergeSlashes?: boolean | undefined;
  /** Only for requests to this host: `api.example.com`, `<tenant>.example.com`. Its variables are values too. */
  readonly host?: string | undefined;
  /** Values that join those of the path. None may have the name of a variable. */
  readonly defaults?: Readonly<Record<string, unknown>> | undefined;
  /** Where requests are sent instead of to the target: `/users/<id>`, or a function of the values. */
  readonly redirectTo?: RedirectTo | undefined;
  /** Whether OPTIONS is answered without a rule for it. Default: true. */
  readonly automaticOptions?: boolean | undefined;
  /** Whether the rule matches nothing and is there for its URLs only. Default: false. */
  readonly buildOnly?: boolean | undefined;
  /** Whether requests are redirected to the endpoint's first other rule that fits them. Default: false. */
  readonly alias?: boolean | undefined;
}

/** A route that was added. */
export interface Rule<Target = unknown> {
  readonly pattern: Pattern;
  /** Undefined for every host. */
  readonly host: HostPattern | undefined;
  /** As registered. */
  readonly methods: readonly string[];
  readonly target: Target;
  readonly place: string | undefined;
  readonly endpoint: string | undefined;
  /** Names of the values of a match: of the host's variables, the path's, and the defaults. */
  readonly names: readonly string[];
  readonly defaults: Readonly<Record<string, unknown>>;
  /** The values of `defaults`; undefined if there are none. */
  readonly defaultValues: readonly unknown[] | undefined;
  readonly strictSlashes: boolean;
  readonly mergeSlashes: boolean;
  readonly redirectTo: RedirectTarget | undefined;
  readonly automaticOptions: boolean;
  readonly buildOnly: boolean;
  readonly alias: boolean;
}

/** What rules of one router have in common. */
export interface RuleSettings {
  readonly converters: ConverterTable;
  readonly strictSlashes: boolean;
  readonly mergeSlashes: boolean;
}

/**
 * Reads a route.
 *
 * @throws {SetupError} `route-pattern`, `route-converter` for a mistake in a pattern, `route-methods`, `route-defaults`,
 *   `route-redirect`, `route-alias` for one in the options.
 */
export function readRule<Target>(route: RouteInit<Target>, settings: RuleSettings): Rule<Target> {
  const pattern = parsePattern(route.pattern, settings.converters);
  const host = route.host === undefined ? undefined : parseHost(route.host, settings.converters);
  const { target, place, endpoint } = route;
  const defaults = { ...route.defaults };
  checkMethods(pattern, route.methods);
  const variables = [...(host?.variables ?? []), ...variablesOf(pattern)];
  const names = variables.map(({ name }) => name);
  checkNames(pattern, names);
  checkDefaults(pattern, names, defaults);
  const alias = route.alias ?? false;
  if (alias && endpoint === undefined) throw aliasOfNothing(pattern);
  return {
    ...bareRule(pattern, route.methods, target),
    host,
    place,
    endpoint,
    names: Object.freeze([...names, ...Object.keys(defaults)]),
    defaults,
    defaultValues: Object.keys(defaults).length === 0 ? undefined : Object.values(defaults),
    strictSlashes: route.strictSlashes ?? settings.strictSlashes,
    mergeSlashes: route.mergeSlashes ?? settings.mergeSlashes,
    redirectTo: readRedirect(pattern, route.redirectTo, variables, defaults),
    automaticOptions: route.automaticOptions ?? true,
    buildOnly: route.buildOnly ?? false,
    alias,
  };
}

/** A rule without options. */
export function bareRule<Target>(
  pattern: Pattern,
  methods: readonly string[],
  target: Target,
): Rule<Target> {
  return {
    pattern,
    host: undefined,
    methods: [...methods],
    target,
    place: undefined,
    endpoint: undefined,
    names: pattern.names,
    defaults: {},
    defaultValues: undefined,
    strictSlashes: true,
    mergeSlashes: true,
    redirectTo: undefined,
    automaticOptions: true,
    buildOnly: false,
    alias: false,
  };
}

/** A rule as messages show it: `api.example.com/users/<id>`. */
export function showRule({ host, pattern }: Pick<Rule, "host" | "pattern">): string {
  return `${host?.text ?? ""}${pattern.text}`;
}

function checkMethods({ text }: Pattern, methods: readonly string[]): void {
  if (methods.length > 0) return;
  throw new SetupError({
    code: "route-methods",
    message: `Cannot register ${text}: it has no methods, so no request would match it`,
    fix: 'name at least one, such as ["GET"]',
  });
}

function checkNames({ text }: Pattern, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new SetupError({
    code: "route-pattern",
    message: `Cannot register ${text}: its host and path have two variables "${twice}", and a handler gets one value of a name`,
    fix: `give one of them another name, such as ${twice}2`,
  });
}

function checkDefaults({ text }: Pattern, names: readonly string[], defaults: object): void {
  for (const name of Object.keys(defaults)) {
    if (names.includes(name)) {
      throw new SetupError({
        code: "route-defaults",
        message: `Cannot register ${text}: its variable "${name}" has a value in every request, so the default of that name would never be used`,
        fix: `remove ${name} from the defaults, or register a second path without <${name}>`,
      });
    }
    if (name === "__proto__") {
      throw new SetupError({
        code: "route-defaults",
        message: `Cannot register ${text}: "__proto__" cannot be the name of a value`,
        fix: "give the default another name",
      });
    }
  }
}

function aliasOfNothing({ text }: Pattern): SetupError {
  return new SetupError({
    code: "route-alias",
    message: `Cannot register ${text}: an alias leads to another path of its endpoint, but it has none`,
    fix: "give it the name of the route that it is an alias of",
  });
}
