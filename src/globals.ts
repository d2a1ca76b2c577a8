// hipflask/globals: Flask's ambient objects, for code that is called by handlers and not given their context.
// Importing this is what makes requests findable; programs that do not import it pay nothing.

import { setAmbience } from "./core/ambience.ts";
import type { BaseContext } from "./core/context.ts";
import type { CurrentApp } from "./core/current-app.ts";
import type { Request } from "./core/request.ts";
import { createRequestStorage } from "./runtimes/node/request-storage.ts";

const storage = createRequestStorage<BaseContext>();
setAmbience((context, run) => storage.run(context, run));

function current(name: string): BaseContext {
  const context = storage.getStore();
  if (context !== undefined) return context;
  throw new TypeError(
    `Cannot use ${name} here: no request is being answered\n` +
      `Fix: use it in what a handler or a hook calls, or pass on what you need of the context    [no-request]`,
  );
}

/** An object that stands in for another one, which it looks for each time it is used. */
function standIn<Target extends object>(
  name: string,
  find: (context: BaseContext) => Target,
): Target {
  const target = (): Target => find(current(name));
  return new Proxy(Object.create(null) as Target, {
    get: (_, key) => {
      const found = target();
      const value = Reflect.get(found, key, found) as unknown;
      // A method must not see the stand-in as its `this`: private members are not there.
      return typeof value === "function" && !Object.hasOwn(found, key)
        ? (value.bind(found) as unknown)
        : value;
    },
    set: (_, key, value) => {
      const found = target();
      return Reflect.set(found, key, value, found);
    },
    has: (_, key) => Reflect.has(target(), key),
    deleteProperty: (_, key) => Reflect.deleteProperty(target(), key),
    ownKeys: () => Reflect.ownKeys(target()),
    getPrototypeOf: () => Reflect.getPrototypeOf(target()),
    defineProperty: (_, key, descriptor) => Reflect.defineProperty(target(), key, descriptor),
    getOwnPropertyDescriptor: (_, key) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(target(), key);
      // A proxy may not claim that something is fixed which it does not have itself.
      return descriptor === undefined ? undefined : { ...descriptor, configurable: true };
    },
  });
}

/**
 * The request that is being answered.
 *
 * @throws {TypeError} `no-request` outside of a request, as everything here.
 * @see Flask's `request`
 */
export const request: Request = standIn("request", (context) => context.request);

/** A place for whatever belongs to the request that is being answered. @see Flask's `g` */
export const g: BaseContext["g"] = standIn("g", (context) => context.g);

/** The session of the client that is being answered. @see Flask's `session` */
export const session: BaseContext["session"] = standIn("session", (context) => context.session);

/** The application that is answering. @see Flask's `current_app` */
export const currentApp: CurrentApp = standIn("currentApp", (context) => context.app);

/** Builds a URL as seen from the request that is being answered. @see Flask's `url_for` */
export const urlFor: BaseContext["urlFor"] = (...given: Parameters<BaseContext["urlFor"]>) =>
  current("urlFor").urlFor(...given);
