// The application, as those see it who answer its requests. Types only: the class is not known here.

import type { JSONProvider } from "../json/provider.ts";
import type { Logger } from "./logger.ts";
import type { URLForOptions, URLTarget, URLValues } from "./matched-route.ts";
import type { AppConfig } from "./program-types.ts";

/**
 * The application that answers a request: `context.app`, and `currentApp` of `hipflask/globals`.
 *
 * @example
 * const config = new Config({ pageSize: 20 });
 * const app = new Hipflask({ config });
 * app.get("/users", { name: "users" }, ({ app }) => ({
 *   self: app.urlFor("users"),
 *   size: Number(app.config["pageSize"]),
 * }));
 * await (await app.testClient().get("/users")).json(); // => { self: "/users", size: 20 }
 * @see Flask's `current_app`
 */
export interface CurrentApp {
  /** The settings of the program. A program that declares them in `AppConfig` has them typed. */
  readonly config: keyof AppConfig extends never ? Readonly<Record<string, unknown>> : AppConfig;
  /** Whether clients are told what went wrong inside. */
  readonly debug: boolean;
  readonly json: JSONProvider;
  readonly log: Logger;
  /** As seen from nowhere; the context's own is as seen from the request. */
  urlFor(target: string | URLTarget, values?: URLValues, options?: URLForOptions): string;
}
