// The last step of a request: letting go. Every function runs, whatever the others do; a failure is logged.
// What is sent as a stream is let go of after its end, for until then it may need what it has.

import type { BodyChunk, Outgoing } from "../gateway.ts";
import type { Application } from "./application.ts";
import { lifeOf, type BaseContext } from "./context.ts";
import type { TeardownHook } from "./hooks.ts";
import { isThenable } from "./thenable.ts";
import { isStreamed } from "../http/streamed-body.ts";

type Hooks = readonly TeardownHook<BaseContext>[];

/** Gives back what is to be sent, when everything has been let go of; of a stream, at once. */
export function tearDown(
  app: Application,
  context: BaseContext,
  hooks: Hooks,
  outgoing: Outgoing,
): Outgoing | Promise<Outgoing> {
  const { body } = outgoing;
  const teardown = new Teardown(app, context, hooks);
  if (isStreamed(body)) {
    return { ...outgoing, body: new LastingBody(body, teardown) };
  }
  const done = teardown.run();
  return done === undefined ? outgoing : done.then(() => outgoing);
}

class Teardown {
  readonly #app: Application;
  readonly #context: BaseContext;
  readonly #hooks: Hooks;
  #next = 0;
  #error: unknown;

  constructor(app: Application, context: BaseContext, hooks: Hooks) {
    this.#app = app;
    this.#context = context;
    this.#hooks = hooks;
  }

  /**
   * Runs the hooks, then the cleanups of what providers have made, the last one first. Never throws, never rejects.
   *
   * @param error Why a stream has failed; what failed before is known.
   * @returns A promise only if one of them gave one.
   */
  run(error: unknown = lifeOf(this.#context)?.failure): Promise<void> | undefined {
    this.#error = error;
    for (let each = this.#take(); each !== undefined; each = this.#take()) {
      const pending = this.#call(each);
      if (pending !== undefined) return pending.then(() => this.run(error));
    }
    const life = lifeOf(this.#context);
    if (life !== undefined) life.isOver = true;
    return undefined;
  }

  // A cleanup may ask a provider for the first time, and so bring another one.
  #take(): TeardownHook<BaseContext> | undefined {
    return this.#hooks[this.#next++] ?? lifeOf(this.#context)?.cleanups.pop();
  }

  #call(hook: TeardownHook<BaseContext>): Promise<void> | undefined {
    try {
      const returned = hook(this.#error, this.#context);
      if (!isThenable(returned)) return undefined;
      return Promise.resolve(returned).then(
        () => {},
        (failure: unknown) => this.#report(failure),
      );
    } catch (failure) {
      this.#report(failure);
      return undefined;
    }
  }

  #report(failure: unknown): void {
    const { method, path } = this.#context;
    this.#app.report(`${method} ${path}: teardown failed`, failure, this.#context);
  }
}

/** The same stream; when it has ended, failed or been left, the request is over. */
class LastingBody implements AsyncIterableIterator<BodyChunk, undefined> {
  readonly #source: AsyncIterator<BodyChunk, unknown>;
  #teardown: Teardown | undefined;

  constructor(body: AsyncIterable<BodyChunk>, teardown: Teardown) {
    this.#source = body[Symbol.asyncIterator]();
    this.#teardown = teardown;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<BodyChunk, undefined>> {
    try {
      const step = await this.#source.next();
      if (step.done !== true) return step;
      await this.#end();
      return { done: true, value: undefined };
    } catch (error) {
      await this.#end(error);
      throw error;
    }
  }

  async return(): Promise<IteratorResult<BodyChunk, undefined>> {
    try {
      await this.#source.return?.();
    } finally {
      await this.#end();
    }
    return { done: true, value: undefined };
  }

  async #end(error?: unknown): Promise<void> {
    const teardown = this.#teardown;
    this.#teardown = undefined;
    await teardown?.run(error);
  }
}
