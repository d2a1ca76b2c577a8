// What the rest of Hipflask asks of debugging. Loaded only with `debug: true`, as `#debug`.

import type { ReloadedPlace } from "./reload/start-reloading.ts";

/** Turns a process that runs a program into one that restarts it with every change. */
export async function startReloading(options: ReloadedPlace): Promise<void> {
  (await import("./reload/start-reloading.ts")).startReloading(options);
}

export {
  startDebugging,
  type DebuggedServer,
  type Debugging,
  type DebuggingOptions,
} from "./start-debugging.ts";
