// The hooks of nested scopes in the order in which a request meets them: the only place that decides it.
// Put together once, before the first request.

import type { AnyContext } from "./context.ts";
import type { ErrorHandlers } from "./error-handlers.ts";
import type { AfterHook, BeforeHook, TeardownHook, URLValuePreprocessor } from "./hooks.ts";
import type { Placed, ScopeHooks } from "./scope-hooks.ts";

export interface BeforeChain {
  readonly preprocessors: readonly URLValuePreprocessor<AnyContext>[];
  readonly hooks: readonly BeforeHook<AnyContext>[];
}

/** What runs around a handler; null where nothing does. */
export interface HookChain {
  readonly before: BeforeChain | null;
  readonly after: readonly AfterHook<AnyContext>[] | null;
  readonly teardown: readonly TeardownHook<AnyContext>[] | null;
  /** From the nearest scope to the application. */
  readonly errors: readonly ErrorHandlers[];
}

/** A hook, with where it was registered and with whom. */
export interface ScopedHook<Run> extends Placed<Run> {
  /** `app`, `blueprint admin`, `route`. */
  readonly scope: string;
}

/** Hooks in the order in which a request meets them. */
export interface OrderedHooks {
  readonly preprocessors: readonly ScopedHook<URLValuePreprocessor<AnyContext>>[];
  readonly before: readonly ScopedHook<BeforeHook<AnyContext>>[];
  readonly after: readonly ScopedHook<AfterHook<AnyContext>>[];
  readonly teardown: readonly ScopedHook<TeardownHook<AnyContext>>[];
}

/**
 * Inward on the way to the handler, in the order of registration; outward on the way back, in reverse.
 *
 * @param scopes From the outermost, the application, to the innermost.
 */
export function orderHooks(scopes: readonly ScopeHooks[]): OrderedHooks {
  return {
    preprocessors: inward(scopes, ({ preprocessors }) => preprocessors),
    before: inward(scopes, ({ before }) => before),
    after: inward(scopes, ({ after }) => after).toReversed(),
    teardown: inward(scopes, ({ teardown }) => teardown).toReversed(),
  };
}

/** @param scopes From the outermost, the application, to the innermost. */
export function compileChain(scopes: readonly ScopeHooks[]): HookChain {
  const ordered = orderHooks(scopes);
  const preprocessors = ordered.preprocessors.map(({ run }) => run);
  const hooks = ordered.before.map(({ run }) => run);
  const after = ordered.after.map(({ run }) => run);
  const teardown = ordered.teardown.map(({ run }) => run);
  return {
    before: preprocessors.length + hooks.length === 0 ? null : { preprocessors, hooks },
    after: after.length === 0 ? null : after,
    teardown: teardown.length === 0 ? null : teardown,
    errors: scopes.map(({ errors }) => errors).toReversed(),
  };
}

function inward<Run>(
  scopes: readonly ScopeHooks[],
  pick: (hooks: ScopeHooks) => readonly Placed<Run>[],
): ScopedHook<Run>[] {
  return scopes.flatMap((hooks) =>
    pick(hooks).map((placed) => ({ ...placed, scope: hooks.label })),
  );
}
