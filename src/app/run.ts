// A program around an application: it starts, says where, and ends when it is told to.

import { SetupError } from "../errors/setup-error.ts";
import type { Program, Server } from "../runtimes/runtime.ts";
import type { RunOptions } from "./listen-options.ts";

// npm and a terminal both pass Ctrl-C on, so one press can come twice.
const samePressMs = 1_000;

/** What a program runs. */
export interface Runnable {
  /** Whether it says more, once it listens. */
  readonly debug: boolean;
  listen(options: RunOptions): Promise<Server>;
  /** Waits for the work that outlives responses. */
  settled(): Promise<void>;
}

/**
 * Runs until the program is told to stop, then answers what is in hand and exits with 0.
 *
 * A mistake is one message, without a stack, and exit code 1.
 */
export async function runProgram(
  program: Program,
  app: Runnable,
  options: RunOptions,
): Promise<void> {
  let server: Server;
  try {
    server = await app.listen(options);
  } catch (error) {
    program.printError(error instanceof SetupError ? error.message : describe(error));
    program.exit(1);
    return;
  }
  program.print(` * Hipflask on ${server.url}${app.debug ? " (debug)" : ""}`);
  program.print("   Ctrl-C stops it");

  let stoppedAtMs: number | undefined;
  program.onStop(() => {
    if (stoppedAtMs !== undefined) {
      if (performance.now() - stoppedAtMs > samePressMs) program.exit(1);
      return;
    }
    stoppedAtMs = performance.now();
    void stop();
  });

  async function stop(): Promise<void> {
    await server.close({ drainTimeoutMs: options.drainTimeoutMs });
    await app.settled();
    program.exit(0);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
