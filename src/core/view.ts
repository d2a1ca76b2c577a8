// A handler for each of several methods, together: Flask's MethodView, as an object or as an instance of a class.

import { SetupError } from "../errors/setup-error.ts";
import type { BaseContext } from "./context.ts";
import type { Result } from "./returnable.ts";
import type { Handler } from "./route.ts";

const verbs = ["get", "head", "options", "post", "put", "patch", "delete", "query"] as const;

type ViewVerb = (typeof verbs)[number];

/** A function for each method that is answered. */
export type View<Path extends string> = {
  readonly [Verb in ViewVerb]?: Handler<Path, Result>;
};

/** The methods that a view answers. */
export type ViewMethods<V> = Uppercase<keyof V & ViewVerb>;

/** A view as one handler. */
export interface ViewHandler {
  readonly methods: readonly string[];
  readonly handler: (context: BaseContext) => unknown;
  /** That of its class; null for an object. */
  readonly name: string | null;
}

/** @throws {SetupError} `view` for what has no function for any method. */
export function viewHandler(path: string, view: unknown): ViewHandler {
  if (typeof view !== "object" || view === null) {
    throw viewError(
      path,
      typeof view === "function" && /^class\b/.test(Function.prototype.toString.call(view))
        ? "the last argument is a class"
        : `the last argument is ${view === null ? "null" : `of type ${typeof view}`}`,
      "give an object or an instance: { get: () => … }, new Users()",
    );
  }
  const given = view as Readonly<Record<string, unknown>>;
  const isClass = className(view) !== null;
  // A class has other methods too, for itself. In an object whatever is no method of HTTP is a slip.
  const stray = isClass ? undefined : Object.keys(view).find((key) => !isVerb(key));
  if (stray !== undefined) {
    throw viewError(path, `${JSON.stringify(stray)} is no method`, `write ${verbs.join(", ")}`);
  }
  const handlers = new Map<string, (context: BaseContext) => unknown>();
  for (const verb of verbs) {
    const handler = given[verb];
    if (handler === undefined) continue;
    if (typeof handler !== "function") {
      throw viewError(path, `its ${verb} is no function`, `write ${verb}: (context) => …`);
    }
    handlers.set(verb.toUpperCase(), handler.bind(view) as (context: BaseContext) => unknown);
  }
  if (handlers.size === 0) {
    throw viewError(path, "it answers no method", "give it a function such as get");
  }
  const methods = [...handlers.keys()];
  const get = handlers.get("GET");
  if (get !== undefined && !handlers.has("HEAD")) handlers.set("HEAD", get);
  // The router lets through what is in the table, and nothing else.
  const handler = (context: BaseContext): unknown => handlers.get(context.method)!(context);
  // An arrow function takes the name of its variable, which would be that of every view.
  Object.defineProperty(handler, "name", { value: "" });
  return { methods, handler, name: className(view) };
}

function isVerb(key: string): boolean {
  return (verbs as readonly string[]).includes(key);
}

function className(view: object): string | null {
  const { constructor } = Object.getPrototypeOf(view) as { constructor?: unknown };
  return typeof constructor === "function" && constructor !== Object ? constructor.name : null;
}

function viewError(path: string, problem: string, fix: string): SetupError {
  return new SetupError({
    code: "view",
    message: `Cannot register a view for ${path}: ${problem}`,
    fix,
  });
}
