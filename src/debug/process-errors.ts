// Errors that reach nobody: exceptions and rejections that end a process. They are seen on their way out, and the
// process ends as it would have.

type See = (line: string, error: unknown) => void;

/** Whoever began last sees them, and the others do not: an error is shown once. */
const watchers: See[] = [];

/**
 * Sees such errors, on Node and Deno; Bun tells nobody.
 *
 * @returns Stops it.
 */
export function seeProcessErrors(see: See): () => void {
  // It only looks on: unlike other listeners, it does not keep the process from ending.
  if (watchers.length === 0) process.on("uncaughtExceptionMonitor", monitor);
  watchers.push(see);
  return () => {
    const at = watchers.indexOf(see);
    if (at !== -1) watchers.splice(at, 1);
    if (watchers.length === 0) process.off("uncaughtExceptionMonitor", monitor);
  };
}

function monitor(error: unknown, origin: string): void {
  watchers.at(-1)?.(
    origin === "unhandledRejection"
      ? "a promise was rejected, and nobody had asked what became of it"
      : "an exception reached nobody",
    error,
  );
  // The runtime would print the error again, and end with the same code.
  if (endsProcess()) process.exit(1);
}

/** Whether the error ends the process, and nobody else wants to see it before. */
function endsProcess(): boolean {
  return (
    process.listenerCount("uncaughtException") === 0 &&
    process.listenerCount("uncaughtExceptionMonitor") === 1 &&
    !process.hasUncaughtExceptionCaptureCallback()
  );
}
