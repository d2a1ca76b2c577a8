// A step of a request: what is saved with its response, when no hook will change either any more.

import type { RequestLife } from "./request-life.ts";
import type { Response } from "./response.ts";
import { isThenable } from "./thenable.ts";

/**
 * Runs the savers in the order in which they came.
 *
 * One that fails is forgotten before its error is thrown: the answer to that error must not fail in the same way.
 * @returns A promise only if a saver gave one.
 */
export function save(life: RequestLife<never>, response: Response): Promise<void> | undefined {
  return saveFrom(life, response, 0);
}

function saveFrom(
  life: RequestLife<never>,
  response: Response,
  first: number,
): Promise<void> | undefined {
  const { savers } = life;
  for (let i = first; i < savers.length; i++) {
    const forget = (error: unknown): never => {
      savers.splice(i, 1);
      throw error;
    };
    try {
      const saving = savers[i]!(response);
      if (!isThenable(saving)) continue;
      return Promise.resolve(saving).then(() => saveFrom(life, response, i + 1), forget);
    } catch (error) {
      forget(error);
    }
  }
  return undefined;
}
