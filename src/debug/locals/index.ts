// The variables of each frame where the runtime is Node. A worker watches this thread (worker.ts); what it finds is kept
// here (recorder.ts), beside the error that it belongs to.
import type { Locals } from "../locals.ts";

/**
 * Begins to look at what is thrown.
 *
 * @returns A sentence that says why the variables cannot be had: another runtime, a debugger that is attached, a thread
 *   that could not be started.
 * @example
 * const locals = await startLocals();
 * if (typeof locals !== "string") {
 *   await locals.captureOf("no"); // What was thrown is a string: only objects, such as errors, can be recognised. …
 *   await locals.stop();
 * }
 */
export async function startLocals(): Promise<Locals | string> {
  if ("Bun" in globalThis)
    return "Variables are shown on Node only: Bun has no inspector that another thread can use.";
  if ("Deno" in globalThis)
    return "Variables are shown on Node only: Deno has no inspector that another thread can use.";
  try {
    // Loaded here: no other runtime has all of what it imports.
    const { startWatching } = await import("./watch.ts");
    return await startWatching();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `Variables cannot be shown: ${reason.replace(/\.$/, "")}.`;
  }
}
