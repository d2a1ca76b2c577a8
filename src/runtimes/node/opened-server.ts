// A server that is open, as the program sees it: where it is, and a way to close it, which counts once.

import type { Server } from "../runtime.ts";
import type { Address } from "./reload-messages.ts";

const defaultDrainTimeoutMs = 10_000;

/** @param end Closes it; called once, however often the server is told to close. */
export function openedServer(
  { host, port, path, url }: Address,
  end: (drainTimeoutMs: number) => Promise<void>,
): Server {
  let closing: Promise<void> | undefined;
  return {
    host,
    port,
    path,
    url,
    close: ({ drainTimeoutMs = defaultDrainTimeoutMs } = {}) => (closing ??= end(drainTimeoutMs)),
  };
}
