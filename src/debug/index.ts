// Debugging of an application: what its errors look like, and where they are shown. Loaded only with `debug: true`.

import type { Debugger } from "../core/debugger.ts";
import type { Gateway } from "../gateway.ts";
import type { Server } from "../runtimes/runtime.ts";

export interface DebuggingOptions {
  /** Whether a page may evaluate expressions in the frames of an error. */
  readonly console: boolean | "beyond-loopback";
  /** The names beside those of this machine by which the pages may be asked for. */
  readonly hosts: readonly string[];
}

/** The debugging of one application, for as long as one of its servers listens. */
export interface Debugging {
  readonly debugger: Debugger;
  /** A gateway that also answers what the pages ask, and knows what belongs to which request. */
  wrap(gateway: Gateway): Gateway;
  /** Tells where the pages are. */
  listening(server: Server): void;
  /** Puts everything back as it was. */
  stop(): Promise<void>;
}

export async function startDebugging(_options: DebuggingOptions): Promise<Debugging> {
  return Promise.resolve({
    debugger: {
      report: (line, error) => console.error(line, error),
      describe: (thrown, document) =>
        thrown instanceof Error && document.status === 500
          ? { ...document, detail: `${thrown.name}: ${thrown.message}` }
          : document,
      page: () => null,
    },
    wrap: (gateway) => gateway,
    listening: () => {},
    stop: async () => {},
  });
}
