// What the rest of Hipflask asks of debugging. Loaded only with `debug: true`, as `#debug`.

import { refuseWithoutFiles } from "./own-files.ts";
import type { ReloadedPlace } from "./reload/start-reloading.ts";
import type { Debugging, DebuggingOptions } from "./start-debugging.ts";

/**
 * Turns a process that runs a program into one that restarts it with every change.
 *
 * @returns Whether it is one now; it is not where there is no file to start anew.
 * @throws {SetupError} As a rejection: `debug-bundled`.
 */
export async function startReloading(options: ReloadedPlace): Promise<boolean> {
  refuseWithoutFiles(import.meta.url);
  return (await import("./reload/start-reloading.ts")).startReloading(options);
}

/**
 * Shows errors while a program is being written.
 *
 * @throws {SetupError} As a rejection: `debug-bundled`.
 */
export async function startDebugging(options: DebuggingOptions): Promise<Debugging> {
  refuseWithoutFiles(import.meta.url);
  return (await import("./start-debugging.ts")).startDebugging(options);
}

export type { DebuggedServer, Debugging, DebuggingOptions } from "./start-debugging.ts";
