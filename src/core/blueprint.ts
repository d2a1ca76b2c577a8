// A part of an application: routes, hooks and error handlers of its own, which become part of an application,
// under a prefix, when it is registered.

import { refuseUnknownOptions } from "../errors/known-options.ts";
import { SetupError } from "../errors/setup-error.ts";
import type { AnyContext } from "./context.ts";
import type { ErrorHandler, ErrorKey } from "./error-handlers.ts";
import {
  blueprintOptionNames,
  checkBlueprintName,
  type BlueprintOptions,
  type RegisterOptions,
} from "./blueprint-options.ts";
import { callSite } from "./call-site.ts";
import type {
  AfterHook,
  BeforeHook,
  TeardownHook,
  URLDefaults,
  URLValuePreprocessor,
} from "./hooks.ts";
import type { Route } from "./route.ts";
import { Scaffold } from "./scaffold.ts";
import { ScopeHooks } from "./scope-hooks.ts";

/** A blueprint within another. */
export interface Child {
  readonly blueprint: Blueprint;
  readonly options: RegisterOptions;
  readonly place: string | undefined;
}

/**
 * A part of an application, to be registered with it or with another blueprint.
 *
 * Its hooks and error handlers hold for its own routes and those of blueprints within it; its error handlers also
 * answer 404 and 405 below its prefix.
 * @example
 * const users = new Blueprint("users", { urlPrefix: "/users" });
 * users.beforeRequest(({ headers }) => {
 *   if (!headers.has("authorization")) abort(401);
 * });
 * users.get("/<int:id>", { name: "show" }, ({ id }) => ({ id }));
 *
 * const app = new Hipflask();
 * app.register(users);
 * app.urlFor("users.show", { id: 7 }); // => "/users/7"
 * (await app.testClient().get("/users/7")).status; // => 401
 * @see Flask's `Blueprint`
 */
export class Blueprint extends Scaffold {
  readonly name: string;
  readonly options: BlueprintOptions;
  /** Routes and blueprints, in the order of registration. @internal */
  readonly parts: (Route | Child)[] = [];
  /** What it registers with the application itself. @internal */
  readonly appHooks: ScopeHooks;
  /** Where it was registered first, or `true` where the runtime does not tell. @internal */
  registeredAt: string | true | undefined;

  /** @throws {SetupError} `blueprint-name`, `unknown-option`. */
  constructor(name: string, options: BlueprintOptions = {}) {
    checkBlueprintName(name);
    refuseUnknownOptions("new Blueprint", options, blueprintOptionNames);
    super(`blueprint ${name}`);
    this.name = name;
    this.options = options;
    this.appHooks = new ScopeHooks(`app, by blueprint ${name}`);
  }

  /**
   * Puts another blueprint within this one: below its prefix, its name and its hooks.
   *
   * @throws {SetupError} `blueprint-registered`, `blueprint-cycle`, `app-started`.
   */
  register(blueprint: Blueprint, options: RegisterOptions = {}): void {
    this.#refuseIfRegistered(`blueprint ${blueprint.name}`);
    if (blueprint === this || contains(blueprint, this)) {
      throw new SetupError({
        code: "blueprint-cycle",
        message: `Cannot register blueprint ${blueprint.name} with ${this.name}: it would be within itself`,
        fix: "remove one of the two registrations",
      });
    }
    this.parts.push({ blueprint, options, place: callSite() });
  }

  /** As `beforeRequest`, of the application. @see Flask's `before_app_request` */
  beforeAppRequest(hook: BeforeHook<AnyContext>): void {
    this.#refuseIfRegistered("a function with beforeAppRequest");
    this.appHooks.before.push(this.placed<BeforeHook<AnyContext>>("beforeAppRequest", hook));
  }

  /** As `afterRequest`, of the application. @see Flask's `after_app_request` */
  afterAppRequest(hook: AfterHook<AnyContext>): void {
    this.#refuseIfRegistered("a function with afterAppRequest");
    this.appHooks.after.push(this.placed<AfterHook<AnyContext>>("afterAppRequest", hook));
  }

  /** As `teardownRequest`, of the application. @see Flask's `teardown_app_request` */
  teardownAppRequest(hook: TeardownHook<AnyContext>): void {
    this.#refuseIfRegistered("a function with teardownAppRequest");
    this.appHooks.teardown.push(this.placed<TeardownHook<AnyContext>>("teardownAppRequest", hook));
  }

  /** As `errorHandler`, of the application. @see Flask's `app_errorhandler` */
  appErrorHandler<Key extends ErrorKey>(key: Key, handler: ErrorHandler<Key, AnyContext>): void {
    this.#refuseIfRegistered("an error handler with appErrorHandler");
    this.appHooks.errors.add(key, handler, callSite());
  }

  /** As `urlValuePreprocessor`, of the application. @see Flask's `app_url_value_preprocessor` */
  appURLValuePreprocessor(preprocess: URLValuePreprocessor<AnyContext>): void {
    this.#refuseIfRegistered("a function with appURLValuePreprocessor");
    this.appHooks.preprocessors.push(
      this.placed<URLValuePreprocessor<AnyContext>>("appURLValuePreprocessor", preprocess),
    );
  }

  /** As `urlDefaults`, of the application. @see Flask's `app_url_defaults` */
  appURLDefaults(add: URLDefaults): void {
    this.#refuseIfRegistered("a function with appURLDefaults");
    this.appHooks.urlDefaults.push(this.placed<URLDefaults>("appURLDefaults", add));
  }

  /** @internal */
  protected override addRoute(route: Route): void {
    this.#refuseIfRegistered(`${route.methods.join(", ")} ${route.path}`);
    this.parts.push(route);
  }

  #refuseIfRegistered(what: string): void {
    this.refuseIfClosed(what);
    if (this.registeredAt === undefined) return;
    const where = this.registeredAt === true ? "" : ` (${this.registeredAt})`;
    throw new SetupError({
      code: "blueprint-registered",
      message: `Cannot register ${what} with blueprint ${this.name}: the blueprint has been registered itself${where}, so the application would not hear of it`,
      fix: `move it before the registration of ${this.name}`,
    });
  }
}

function contains(blueprint: Blueprint, other: Blueprint): boolean {
  return blueprint.parts.some(
    (part) => "blueprint" in part && (part.blueprint === other || contains(part.blueprint, other)),
  );
}
