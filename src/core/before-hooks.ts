// A step of a request: what runs before the handler, and may answer in its place.

import { replaceValues, type BaseContext } from "./context.ts";
import type { BeforeChain } from "./hook-chain.ts";
import type { BeforeHook, URLValuePreprocessor } from "./hooks.ts";
import { isThenable } from "./thenable.ts";

/**
 * Runs the preprocessors of path values, then the hooks, until one of them gives a value.
 *
 * @returns That value, or undefined if the handler is to answer; a promise only if a hook gave one.
 */
export function runBefore({ preprocessors, hooks }: BeforeChain, context: BaseContext): unknown {
  if (preprocessors.length > 0) preprocess(preprocessors, context);
  return runFrom(hooks, 0, context);
}

function preprocess(
  preprocessors: readonly URLValuePreprocessor<BaseContext>[],
  context: BaseContext,
): void {
  const values: Record<string, unknown> = { ...context.params };
  for (const each of preprocessors) each(values, context);
  replaceValues(context, values);
}

function runFrom(
  hooks: readonly BeforeHook<BaseContext>[],
  first: number,
  context: BaseContext,
): unknown {
  for (let i = first; i < hooks.length; i++) {
    // Called by a name of its own: as an element of the list it would be its method, and have the list as `this`.
    const hook = hooks[i]!;
    const given = hook(context);
    if (given === undefined) continue;
    if (!isThenable(given)) return given;
    return Promise.resolve(given).then((value: unknown) =>
      value === undefined ? runFrom(hooks, i + 1, context) : value,
    );
  }
  return undefined;
}
