// In debug, what JSON could not keep is said once for each place.

import type { JSONWarning } from "../json/warning.ts";
import type { Logger } from "./logger.ts";

// Places are written in programs; paths through data are not, and there may be any number of them.
const maxPlaces = 1_000;

export class LossyValues {
  readonly #told = new Set<string>();

  /** @param route Such as `GET /users/<int:id>`: as it was registered, for paths of requests are data. */
  tell(log: Logger, route: string, warning: JSONWarning): void {
    // `users[3].born` and `users[4].born` are one place.
    const place = `${route} ${warning.code} ${warning.path.replaceAll(/\[\d+\]/g, "[]")}`;
    if (this.#told.has(place) || this.#told.size >= maxPlaces) return;
    this.#told.add(place);
    const where = warning.path === "" ? route : `${route}: at ${warning.path}`;
    log.warn(`${where}: ${warning.message}    [${warning.code}]`);
  }
}
