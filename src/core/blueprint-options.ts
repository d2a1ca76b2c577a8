// What may be said about a blueprint, and about its registration.

import { SetupError } from "../errors/setup-error.ts";

export interface BlueprintOptions {
  /** Stands before the paths of its routes; may have variables: `/<tenant>/users`. */
  readonly urlPrefix?: string | undefined;
  /** The host for which its routes are. */
  readonly host?: string | undefined;
  /** The part of the host before the application's `serverName`. */
  readonly subdomain?: string | undefined;
  /** For its routes, as in the options of a route. */
  readonly strictSlashes?: boolean | undefined;
  readonly mergeSlashes?: boolean | undefined;
  /** Values for variables of its routes, as `defaults` of a route. */
  readonly urlDefaults?: Readonly<Record<string, unknown>> | undefined;
}

export interface RegisterOptions {
  /** Instead of the blueprint's own. */
  readonly urlPrefix?: string | undefined;
  /** Instead of the blueprint's own, to register it twice. */
  readonly name?: string | undefined;
  /** Beside the blueprint's own. */
  readonly urlDefaults?: Readonly<Record<string, unknown>> | undefined;
}

/** The names of a blueprint's options. */
export const blueprintOptionNames: readonly string[] = Object.keys({
  urlPrefix: true,
  host: true,
  subdomain: true,
  strictSlashes: true,
  mergeSlashes: true,
  urlDefaults: true,
} satisfies Record<keyof BlueprintOptions, true>);

/** The names of a registration's options. */
export const registerOptionNames: readonly string[] = Object.keys({
  urlPrefix: true,
  name: true,
  urlDefaults: true,
} satisfies Record<keyof RegisterOptions, true>);

/** @throws {SetupError} `blueprint-name`. */
export function checkBlueprintName(name: unknown): asserts name is string {
  if (typeof name === "string" && name !== "" && !name.includes(".")) return;
  throw new SetupError({
    code: "blueprint-name",
    message: `Cannot name a blueprint ${JSON.stringify(name)}: its name must be a text without dots, which stand between the names of blueprints and routes`,
    fix: 'write new Blueprint("admin", …)',
  });
}
