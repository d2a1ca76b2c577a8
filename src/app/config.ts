// The settings of a program: defaults, and what is loaded over them. The last to load wins.

import { runtime } from "#runtime";
import {
  misspelt,
  readEnvironment,
  variableNames,
  type Environment,
} from "../config/environment.ts";
import { isPlainObject } from "../config/kind.ts";
import { merge, type Source } from "../config/merge.ts";
import type { Secret } from "../config/secret.ts";
import { SetupError } from "../errors/setup-error.ts";
import { loads } from "../json/loads.ts";
import { JSONSyntaxError } from "../json/syntax-error.ts";
import type { Settings } from "../runtimes/runtime.ts";

/** Settings as the program reads them: nobody changes them any more. */
export type ConfigValues<Shape> = {
  readonly [Name in keyof Shape]: Shape[Name] extends Single
    ? Shape[Name]
    : ConfigValues<Shape[Name]>;
};

/** Any part of the settings; text where a `Secret` is wanted. */
export type ConfigInput<Shape> = {
  readonly [Name in keyof Shape]?:
    | (Shape[Name] extends Secret
        ? Secret | string
        : Shape[Name] extends Single
          ? Shape[Name]
          : ConfigInput<Shape[Name]>)
    | undefined;
};

// What is one value, and no group of settings.
type Single =
  | string
  | number
  | boolean
  | bigint
  | null
  | undefined
  | Secret
  | Date
  | URL
  | readonly unknown[]
  | ((...args: never) => unknown);

export interface LoadFileOptions {
  /** What makes an object of the text; JSON unless given. */
  readonly parse?: ((text: string) => unknown) | undefined;
  /** Whether the file may be missing. */
  readonly optional?: boolean | undefined;
}

export interface LoadEnvOptions {
  /** The variables; the process's own unless given. On Workers: `env`. */
  readonly environment?: Environment | undefined;
  /** Files such as `.env`, if they are there: they set what the environment does not. */
  readonly files?: readonly string[] | undefined;
}

/**
 * Settings, typed by their defaults.
 *
 * What is wrong is gathered, and told at once when the values are first asked for.
 *
 * @example
 * const config = new Config({ pageSize: 20, database: { url: "file:app.db", poolSize: 5 }, apiKey: new Secret("") });
 * config.load({ pageSize: 50 });
 * config.loadEnv("MYAPP", { environment: { MYAPP_DATABASE__POOL_SIZE: "8", MYAPP_API_KEY: "hunter2" } });
 * config.values.database; // => { url: "file:app.db", poolSize: 8 }
 * JSON.stringify(config.values.apiKey); // => '"[secret]"'
 * @see Flask's `Config`
 */
export class Config<Shape extends object> {
  readonly #defaults: Shape;
  readonly #settings: Settings;
  readonly #problems: string[] = [];
  #loaded: unknown;
  #values: ConfigValues<Shape> | undefined;

  /**
   * @param defaults Every setting there is; its default says what it takes.
   * @throws {SetupError} `config-name` if two settings would have one variable of the environment.
   */
  constructor(defaults: Shape, settings: Settings = runtime.settings) {
    this.#defaults = defaults;
    this.#settings = settings;
    this.#loaded = merge(defaults, defaults, defaults, "", { name: "defaults", note: () => {} });
    refuseSharedNames(variableNames(defaults, ""));
  }

  /** The settings. @throws {SetupError} `config` with everything that did not fit, and where it stands. */
  get values(): ConfigValues<Shape> {
    if (this.#values === undefined) {
      this.#refuseProblems();
      this.#values = freeze(this.#loaded) as ConfigValues<Shape>;
    }
    return this.#values;
  }

  /**
   * Loads an object.
   *
   * @param name How messages call it.
   * @see Flask's `from_mapping`, `from_object`
   */
  load(given: ConfigInput<Shape>, name = "the object given to load"): this {
    return this.#merge(name, given);
  }

  /**
   * Loads a file: JSON, or whatever `parse` understands. Paths begin at the working directory.
   *
   * @see Flask's `from_file`, `from_pyfile`
   */
  loadFile(path: string | URL, { parse = loads, optional = false }: LoadFileOptions = {}): this {
    const name = String(path);
    const text = this.#read(path, name);
    if (text === null) return this;
    if (text === undefined) {
      if (!optional) this.#problems.push(`${name}: there is no such file`);
      return this;
    }
    let given;
    try {
      given = parse(text);
    } catch (error) {
      this.#problems.push(`${name}: cannot be parsed: ${misreading(error)}`);
      return this;
    }
    return this.#merge(name, given);
  }

  /**
   * Loads variables of the environment: with the prefix `MYAPP`, `MYAPP_PAGE_SIZE` sets `pageSize`, and
   * `MYAPP_DATABASE__POOL_SIZE` sets `database.poolSize`. Values are JSON where they are JSON, else text.
   *
   * @see Flask's `from_prefixed_env`
   */
  loadEnv(prefix: string, options: LoadEnvOptions = {}): this {
    const { environment = this.#settings.environment(), files = [] } = options;
    const variables = { ...this.#readEnvFiles(files), ...environment };
    for (const { name, given } of readEnvironment(this.#defaults, prefix, variables)) {
      this.#merge(name, given);
    }
    for (const { name, meant } of misspelt(this.#defaults, prefix, variables)) {
      this.#problems.push(`${name}: sets nothing; did you mean ${meant}?`);
    }
    return this;
  }

  /** The variables that `loadEnv` understands. */
  variables(prefix: string): readonly string[] {
    return variableNames(this.#defaults, prefix);
  }

  #merge(name: string, given: unknown): this {
    this.#refuseIfRead(name);
    const source: Source = {
      name,
      note: (problem) => void this.#problems.push(`${name}: ${problem}`),
    };
    this.#loaded = merge(this.#defaults, this.#loaded, given, "", source);
    return this;
  }

  #readEnvFiles(files: readonly string[]): Environment {
    const variables: Record<string, unknown> = {};
    const { parseEnv } = this.#settings;
    for (const path of files) {
      const text = this.#read(path, path);
      if (typeof text === "string" && parseEnv !== null) Object.assign(variables, parseEnv(text));
    }
    return variables;
  }

  /** @returns undefined if there is no such file, null if that could not be found out. */
  #read(path: string | URL, name: string): string | undefined | null {
    this.#refuseIfRead(name);
    if (this.#settings.readText === null) {
      this.#problems.push(`${name}: this runtime has no files`);
      return null;
    }
    try {
      return this.#settings.readText(path);
    } catch (error) {
      this.#problems.push(`${name}: cannot be read: ${firstLine(error)}`);
      return null;
    }
  }

  #refuseProblems(): void {
    const problems = this.#problems;
    if (problems.length === 0) return;
    throw new SetupError({
      code: "config",
      message:
        `Cannot use the configuration:\n${problems.map((line) => `  ${line}\n`).join("")}`.trimEnd(),
      fix: "correct each where it stands",
    });
  }

  #refuseIfRead(name: string): void {
    if (this.#values === undefined) return;
    throw new SetupError({
      code: "config-read",
      message: `Cannot load ${name}: the values have been read already, and would differ from now on`,
      fix: "load everything before config.values, or new Hipflask({ config })",
    });
  }
}

function refuseSharedNames(names: readonly string[]): void {
  const shared = names.find((name, i) => names.indexOf(name) !== i);
  if (shared === undefined) return;
  throw new SetupError({
    code: "config-name",
    message: `Cannot tell two settings apart: both are ${shared.slice(1)} in the environment`,
    fix: "rename one of them",
  });
}

function freeze(value: unknown): unknown {
  if (!Array.isArray(value) && !isPlainObject(value)) return value;
  for (const item of Object.values(value)) freeze(item);
  return Object.freeze(value);
}

// Without the excerpt that the error has: what stands near may be a secret.
function misreading(error: unknown): string {
  if (!(error instanceof JSONSyntaxError)) return firstLine(error);
  return `${error.reason}, at line ${error.line}, column ${error.column}`;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]!;
}
