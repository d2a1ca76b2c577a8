// What looks at variables, from the moment that somebody may be shown them. There is one in a process, whatever number
// of applications it debugs: it watches all that is thrown.

import { atMost } from "../core/time-limit.ts";
import { startLocals } from "./locals/index.ts";
import type { Capture, Locals } from "./locals.ts";

// A thread starts in a tenth of it, on a machine that has other work too.
const maxWaitMs = 1_000;

type Start = () => Promise<Locals | string>;

let shared: { readonly started: Promise<Locals | string>; users: number } | null = null;

export class LazyLocals {
  readonly #begin: Start;
  #isUser = false;

  /** @param begin Is called where nobody else has begun. */
  constructor(begin: Start = startLocals) {
    this.#begin = begin;
  }

  /** Begins to look. Resolves when it does, or a little later: a program is not kept from starting by it. */
  async start(): Promise<void> {
    if (!this.#isUser) {
      this.#isUser = true;
      shared ??= { started: this.#begin().catch(describe), users: 0 };
      shared.users++;
    }
    await atMost(maxWaitMs, shared!.started);
  }

  /** What was captured of an error, or a sentence that says why nothing was. */
  async captureOf(error: unknown): Promise<Capture | string> {
    if (!this.#isUser || shared === null) return "There are no variables on this server.";
    const locals = await shared.started;
    return typeof locals === "string" ? locals : locals.captureOf(error);
  }

  /** Lets go; the last one ends the looking. */
  async stop(): Promise<void> {
    if (!this.#isUser || shared === null) return;
    this.#isUser = false;
    if (--shared.users > 0) return;
    const { started } = shared;
    shared = null;
    const locals = await started;
    if (typeof locals !== "string") await locals.stop();
  }
}

function describe(error: unknown): string {
  return `Variables cannot be captured: ${error instanceof Error ? error.message : String(error)}`;
}
