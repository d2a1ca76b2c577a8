// A program around an application: it starts, says where, and ends when it is told to.

import { SetupError } from "../errors/setup-error.ts";
import type { Program, Server } from "../runtimes/runtime.ts";
import { chooseReload, type ReloadCircumstances } from "./reload-choice.ts";
import { checkOptions, type RunOptions } from "./listen-options.ts";

// npm and a terminal both pass Ctrl-C on, so one press can come twice.
const samePressMs = 1_000;

/** What a program runs. */
export interface Runnable {
  /** Whether it says more, once it listens. */
  readonly debug: boolean;
  /** @param reloads Whether the process that restarts the program, where there is one, opens the port. */
  listen(options: RunOptions, reloads: boolean): Promise<Server>;
  /**
   * Turns the process into one that restarts the program with every change.
   *
   * @returns Whether it is one now; it is not where there is no file to start anew.
   */
  startReloading(options: RunOptions): Promise<boolean>;
  /** The variables of the environment. */
  environment(): ReloadCircumstances["environment"];
  /** Waits for the work that outlives responses. */
  settled(): Promise<void>;
}

/**
 * Runs until the program is told to stop, then answers what is in hand and exits with 0.
 *
 * A mistake is one message, without a stack, and exit code 1.
 * @returns The server; null where there is none in this process.
 */
export async function runProgram(
  program: Program,
  app: Runnable,
  options: RunOptions,
): Promise<Server | null> {
  const { worker, reloader } = program;
  let server: Server;
  try {
    checkOptions(options);
    const { workers, reload: _, ...listenOptions } = options;
    if (reloader === null && worker === null && (await startsReloading(program, app, options))) {
      return null;
    }
    if (workers !== undefined && worker === null) {
      supervise(program, options, workers);
      return null;
    }
    server = await app.listen(listenOptions, true);
  } catch (error) {
    const message = error instanceof SetupError ? error.message : describe(error);
    const parent = worker ?? reloader;
    if (parent === null) program.printError(message);
    else await parent.failed(message);
    program.exit(1);
    return null;
  }
  if (reloader !== null) {
    // Whoever restarts the program says where it is.
  } else if (worker === null) {
    program.print(` * Hipflask on ${server.url}${app.debug ? " (debug)" : ""}`);
    program.print("   Ctrl-C stops it");
  } else {
    worker.listening(server.url, app.debug);
  }

  let stoppedAtMs: number | undefined;
  program.onStop((drainTimeoutMs = options.drainTimeoutMs) => {
    if (stoppedAtMs !== undefined) {
      if (performance.now() - stoppedAtMs > samePressMs) program.exit(1);
      return;
    }
    stoppedAtMs = performance.now();
    void stop(drainTimeoutMs);
  });
  return server;

  async function stop(drainTimeoutMs: number | undefined): Promise<void> {
    await server.close({ drainTimeoutMs });
    await app.settled();
    program.exit(0);
  }
}

async function startsReloading(
  program: Program,
  app: Runnable,
  options: RunOptions,
): Promise<boolean> {
  const debug = (options.debug ?? app.debug) !== false;
  const choice = chooseReload(options, { debug, environment: app.environment() });
  if (choice.reloads) return app.startReloading(options);
  if (choice.reason !== null) program.print(` * No live reload: ${choice.reason}`);
  return false;
}

// The same program runs in each of the workers, and comes to listen there.
function supervise(
  program: Program,
  { drainTimeoutMs = 10_000 }: RunOptions,
  workers: number | "auto",
): void {
  if (program.supervise === null) {
    throw new SetupError({
      code: "no-workers",
      message:
        "Cannot run workers: this runtime has no way to share a port among processes that it watches over",
      fix: "leave workers out, and start a process for each core with reusePort: true",
    });
  }
  program.supervise({ workers, drainTimeoutMs });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
