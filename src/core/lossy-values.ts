// In debug, what JSON could not keep is said once for each place.

import type { JSONWarning } from "../json/warning.ts";
import type { Logger } from "./logger.ts";

// Places are written in programs; paths through data are not, and there may be any number of them.
const maxPlaces = 1_000;

export class LossyValues {
  readonly #told = new Set<string>();

  /** @param route Such as `GET /users`. */
  tell(log: Logger, route: string, warning: JSONWarning): void {
    // `users[3].born` and `users[4].born` are one place.
    const place = `${route} ${warning.code} ${warning.path.replaceAll(/\[\d+\]/g, "[]")}`;
    if (this.#told.has(place) || this.#told.size >= maxPlaces) return;
    this.#told.add(place);
    log.warn(`${route}: ${warning.message}    [${warning.code}]`);
  }
}
