// Errors that reach nobody: exceptions and rejections that end a process. They are seen on their way, and what happens
// then is what would have happened.

/**
 * @param see Is told of each.
 * @returns Stops it.
 */
export function seeProcessErrors(see: (line: string, error: unknown) => void): () => void {
  const monitor = (error: unknown, origin: string): void => {
    see(
      origin === "unhandledRejection"
        ? "a promise was rejected, and nobody had asked what became of it"
        : "an exception reached nobody",
      error,
    );
  };
  // It only looks on: unlike other listeners, it does not keep the process from ending.
  process.on("uncaughtExceptionMonitor", monitor);
  return () => void process.off("uncaughtExceptionMonitor", monitor);
}
