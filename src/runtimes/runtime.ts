// What every runtime gives to the framework, so that the framework needs to know none of them.

import type { Gateway, Outgoing, Refusal } from "../gateway.ts";
import type { Limits } from "../h1/limits.ts";
import type { Timeouts } from "../h1/phase.ts";

export type { Limits } from "../h1/limits.ts";
export type { Timeouts } from "../h1/phase.ts";

export interface ListenOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly gateway: Gateway;
  /** Makes the response to a message that never reached the gateway. */
  readonly refuse: (refusal: Refusal) => Outgoing;
  /** Hears of failures that no response could report. */
  readonly onError: (error: unknown) => void;
  readonly limits?: Partial<Limits> | undefined;
  readonly timeouts?: Partial<Timeouts> | undefined;
}

export interface CloseOptions {
  /**
   * How long requests in hand may take to be answered, in milliseconds; 10,000 unless given.
   * Then their `signal` is aborted, and a second later their connections are cut.
   */
  readonly drainTimeoutMs?: number | undefined;
}

/** A server that listens. */
export interface Server {
  readonly host: string;
  readonly port: number;
  /** Such as `http://127.0.0.1:5000`. */
  readonly url: string;
  /** Stops accepting, answers what is in hand, and closes. Calling it again waits for the same end. */
  close(options?: CloseOptions): Promise<void>;
}

/** The program around a server: where it prints, how it is told to stop, how it ends. */
export interface Program {
  print(line: string): void;
  printError(line: string): void;
  /** Calls back on every request to stop: Ctrl-C, or a supervisor's SIGTERM. */
  onStop(stop: () => void): void;
  exit(code: number): void;
}

export interface Runtime {
  readonly name: string;
  /** Whether a module is the program that was started. */
  isMain(meta: ImportMeta): boolean;
  /** null where programs do not open ports themselves. */
  readonly listen: ((options: ListenOptions) => Promise<Server>) | null;
  readonly program: Program;
}
