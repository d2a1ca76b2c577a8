// A step of a request: what may still change a response, one made of an error too.

import type { BaseContext } from "./context.ts";
import type { AfterHook } from "./hooks.ts";
import { Response } from "./response.ts";
import { isThenable } from "./thenable.ts";

/** Makes a response of what a hook threw. */
export type Recover = (error: unknown) => Response | Promise<Response>;

/**
 * Runs each hook once. One that fails is answered as an error; the hooks that remain see that answer.
 *
 * @returns A promise only if a hook or an error handler gave one.
 */
export function runAfter(
  hooks: readonly AfterHook<BaseContext>[],
  context: BaseContext,
  response: Response,
  recover: Recover,
): Response | Promise<Response> {
  return runFrom(hooks, 0, context, response, recover);
}

function runFrom(
  hooks: readonly AfterHook<BaseContext>[],
  first: number,
  context: BaseContext,
  given: Response,
  recover: Recover,
): Response | Promise<Response> {
  let response = given;
  for (let i = first; i < hooks.length; i++) {
    const changed = runOne(hooks[i]!, context, response, recover);
    if (changed instanceof Promise) {
      return changed.then((next) => runFrom(hooks, i + 1, context, next, recover));
    }
    response = changed;
  }
  return response;
}

function runOne(
  hook: AfterHook<BaseContext>,
  context: BaseContext,
  response: Response,
  recover: Recover,
): Response | Promise<Response> {
  try {
    const returned = hook(response, context);
    if (!isThenable(returned)) return checked(returned, response);
    return Promise.resolve(returned)
      .then((value) => checked(value, response))
      .catch(recover);
  } catch (error) {
    return recover(error);
  }
}

/** @throws {TypeError} `after-hook` for what is no response. */
function checked(returned: unknown, response: Response): Response {
  if (returned === undefined) return response;
  if (returned instanceof Response) return returned;
  throw new TypeError(
    `Cannot take ${returned === null ? "null" : `a value of type ${typeof returned}`} from an after-hook: it must give back a Response, or nothing to keep the one it got\n` +
      `Fix: put braces around its body, or return jsonify(value)    [after-hook]`,
  );
}
