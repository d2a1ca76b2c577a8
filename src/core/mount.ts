// Where routes are registered: an application's root, or one registration of a blueprint, with everything that
// it gives to the routes below.

import { refuseUnknownOptions } from "../errors/known-options.ts";
import { SetupError } from "../errors/setup-error.ts";
import {
  checkBlueprintName,
  registerOptionNames,
  type BlueprintOptions,
  type RegisterOptions,
} from "./blueprint-options.ts";
import type { ScopeHooks } from "./scope-hooks.ts";

export interface Mount {
  /** Empty, or beginning with a slash and not ending with one. */
  readonly prefix: string;
  /** Names of blueprints from the innermost to the outermost: `["admin.users", "admin"]`. */
  readonly blueprints: readonly string[];
  /** From the application to the innermost blueprint. */
  readonly scopes: readonly ScopeHooks[];
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly host: string | undefined;
  readonly subdomain: string | undefined;
  readonly strictSlashes: boolean | undefined;
  readonly mergeSlashes: boolean | undefined;
}

/** Where an application's own routes are. */
export function rootMount(hooks: ScopeHooks): Mount {
  return {
    prefix: "",
    blueprints: [],
    scopes: [hooks],
    defaults: {},
    host: undefined,
    subdomain: undefined,
    strictSlashes: undefined,
    mergeSlashes: undefined,
  };
}

/** What a blueprint brings to where it is mounted. */
export interface Mountable {
  readonly name: string;
  readonly options: BlueprintOptions;
  readonly hooks: ScopeHooks;
}

/** @throws {SetupError} `blueprint-name`, `blueprint-prefix`. */
export function mountWithin(outer: Mount, blueprint: Mountable, given: RegisterOptions): Mount {
  const { options } = blueprint;
  const name = given.name ?? blueprint.name;
  checkBlueprintName(name);
  refuseUnknownOptions(`the registration of blueprint ${name}`, given, registerOptionNames);
  const [within] = outer.blueprints;
  return {
    prefix: joinPaths(
      outer.prefix,
      checkedPrefix(name, given.urlPrefix ?? options.urlPrefix ?? ""),
    ),
    blueprints: [within === undefined ? name : `${within}.${name}`, ...outer.blueprints],
    scopes: [...outer.scopes, blueprint.hooks],
    defaults: { ...outer.defaults, ...options.urlDefaults, ...given.urlDefaults },
    host: options.host ?? outer.host,
    subdomain: options.subdomain ?? outer.subdomain,
    strictSlashes: options.strictSlashes ?? outer.strictSlashes,
    mergeSlashes: options.mergeSlashes ?? outer.mergeSlashes,
  };
}

/**
 * A path below a prefix, with one slash between them.
 *
 * @param path Begins with a slash, or is empty: then it is the prefix itself.
 */
export function joinPaths(prefix: string, path: string): string {
  return prefix === "" ? path : prefix + path;
}

function checkedPrefix(name: string, prefix: string): string {
  if (prefix !== "" && !prefix.startsWith("/")) {
    throw new SetupError({
      code: "blueprint-prefix",
      message: `Cannot register blueprint ${name} at ${JSON.stringify(prefix)}: a prefix must begin with a slash`,
      fix: `write urlPrefix: ${JSON.stringify(`/${prefix}`)}`,
    });
  }
  return prefix.replace(/\/+$/, "");
}
