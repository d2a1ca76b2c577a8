// Values that a request needs: made when they are first asked for, once for each request, and let go of at its end.

import { callSite } from "./call-site.ts";
import { hostOf, openLife, type AnyContext, type BaseContext } from "./context.ts";
import type { RequestLife } from "./request-life.ts";
import { isThenable } from "./thenable.ts";

/** Has a function called at the end of the request. It hears the error that nobody handled, else undefined. */
export type OnCleanup = (cleanup: (error: unknown) => void | PromiseLike<void>) => void;

/** Makes the value of a provider. */
export type Make<T> = (context: AnyContext, onCleanup: OnCleanup) => T;

/** Gives the value that belongs to a request. */
export type Provider<T> = (context: AnyContext) => T;

// Contexts that providers were given, so that who asks for what is known.
const askers = new WeakMap<object, { context: BaseContext; provider: Provider<unknown> }>();

const names = new WeakMap<Provider<unknown>, string>();

/**
 * A value that requests need, such as a connection or who is signed in.
 *
 * In a handler or a hook, `provider(context)` gives it: made at the first call, and the same for the rest of the
 * request. A function given to `onCleanup` runs when the request is over; what was made last goes first. One
 * provider may ask for another, with the context that it is given. Of an async function the value is a promise.
 * @throws {TypeError} From the provider: `provider-cycle` if it needs itself, `provider-late` if the request is over.
 * @example
 * const log: string[] = [];
 * const connection = provide((_context, onCleanup) => {
 *   log.push("open");
 *   onCleanup((error) => void log.push(error === undefined ? "commit" : "roll back"));
 *   return { find: (id: number) => ({ id }) };
 * });
 * const app = new Hipflask();
 * app.get("/users/<int:id>", (context) => connection(context).find(context.id));
 * await (await app.testClient().get("/users/7")).json(); // => { id: 7 }
 * log; // => ["open", "commit"]
 * @see FastAPI's `Depends`
 */
export function provide<T>(make: Make<T>): Provider<T> {
  const place = callSite();
  const provider: Provider<T> = (context) => {
    const asker = askers.get(context);
    const own = asker?.context ?? (context as BaseContext);
    const life = openLife(own);
    if (asker !== undefined) noteAsked(life, asker.provider, provider);
    if (life.provided.has(provider)) return life.provided.get(provider) as T;
    if (life.making.has(provider)) throw cycle([provider, provider]);
    if (life.isOver) throw late(provider);
    return makeOnce(life, own, provider, make);
  };
  names.set(provider, make.name || (place === undefined ? "a provider" : `provider at ${place}`));
  return provider;
}

function makeOnce<T>(
  life: RequestLife<BaseContext>,
  context: BaseContext,
  provider: Provider<T>,
  ownMake: Make<T>,
): T {
  const make = (hostOf(context).overrideOf(provider) ?? ownMake) as Make<T>;
  const seen = new Proxy(context, {
    get: (target, key) => Reflect.get(target, key, target) as unknown,
  });
  askers.set(seen, { context, provider });
  life.making.set(provider, new Set());
  const made = (): void => void life.making.delete(provider);
  const onCleanup: OnCleanup = (cleanup) => {
    if (!life.isOver) life.cleanups.push(cleanup);
    // Made too late to be waited for, but not too late to be let go of.
    else void hostOf(context).track(Promise.resolve().then(() => cleanup(life.failure)));
  };
  try {
    const value = make(seen, onCleanup);
    life.provided.set(provider, value);
    if (isThenable(value)) value.then(made, made);
    else made();
    return value;
  } catch (error) {
    made();
    throw error;
  }
}

/** @throws {TypeError} `provider-cycle` if the one would wait for the other, and that for the one. */
function noteAsked(
  life: RequestLife<BaseContext>,
  asker: Provider<unknown>,
  asked: Provider<unknown>,
): void {
  const others = life.making.get(asker);
  // What has been made waits for nobody, whatever it asks for later.
  if (others === undefined) return;
  const way = wayTo(life, asked, asker);
  if (way !== undefined) throw cycle([asker, ...way]);
  others.add(asked);
}

/** The providers from one to another that it waits for. */
function wayTo(
  life: RequestLife<BaseContext>,
  from: unknown,
  to: Provider<unknown>,
): Provider<unknown>[] | undefined {
  if (from === to) return [to];
  for (const next of life.making.get(from) ?? []) {
    const way = wayTo(life, next, to);
    if (way !== undefined) return [from as Provider<unknown>, ...way];
  }
  return undefined;
}

function cycle(way: readonly Provider<unknown>[]): TypeError {
  const shown = way.map((provider) => names.get(provider)).join(" → ");
  return new TypeError(
    `Cannot make ${names.get(way[0]!)}: it needs itself: ${shown}\n` +
      `Fix: move what they share into a third provider    [provider-cycle]`,
  );
}

function late(provider: Provider<unknown>): TypeError {
  return new TypeError(
    `Cannot make ${names.get(provider)}: the request is over, so nobody would let go of it\n` +
      `Fix: ask for it in the handler, and keep the value    [provider-late]`,
  );
}
