// Where to listen, checked before anything is opened; and what the system's refusals mean.

import { SetupError } from "../errors/setup-error.ts";
import type { Limits, Timeouts } from "../runtimes/runtime.ts";

export interface ListenOptions {
  /** `127.0.0.1` unless given: reachable from this machine only. `0.0.0.0` or `::` for all. */
  readonly host?: string | undefined;
  /** 5000 unless given; 0 lets the system choose. */
  readonly port?: number | undefined;
  /** Shows clients what went wrong inside, and logs each request. Never for production. */
  readonly debug?: boolean | undefined;
  /** Bounds on what a peer can make the server hold. */
  readonly limits?: Partial<Limits> | undefined;
  /** How long a peer may take, in milliseconds. */
  readonly timeouts?: Partial<Timeouts> | undefined;
}

export interface RunOptions extends ListenOptions {
  /** How long a shutdown waits for requests in hand, in milliseconds; 10,000 unless given. */
  readonly drainTimeoutMs?: number | undefined;
}

const kinds = {
  host: "a host name or an address",
  port: "a whole number from 0 to 65535",
  debug: "true or false",
  limits: "an object of whole numbers",
  timeouts: "an object of milliseconds",
  drainTimeoutMs: "a number of milliseconds",
} as const satisfies Record<keyof RunOptions, string>;

/** @throws {SetupError} `run-option` for an unknown option or a value that does not fit. */
export function checkOptions(options: RunOptions): void {
  if (typeof options !== "object" || options === null) {
    throw new SetupError({
      code: "run-option",
      message: `Cannot run with ${show(options)}: options must be an object`,
      fix: 'write app.run({ host: "127.0.0.1", port: 5000 })',
    });
  }
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(kinds, name)) {
      throw new SetupError({
        code: "run-option",
        message: `Cannot run with option ${JSON.stringify(name)}: there is none of that name`,
        fix: `use ${Object.keys(kinds).join(", ")}`,
      });
    }
    if (value === undefined) continue;
    const kind = kinds[name as keyof RunOptions];
    if (!fits(name as keyof RunOptions, value)) {
      throw new SetupError({
        code: "run-option",
        message: `Cannot run with ${name}: ${show(value)}: it must be ${kind}`,
        fix: "change it, or leave it out",
      });
    }
  }
}

// NaN is what a missing environment variable becomes: JSON would call it null.
function show(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function fits(name: keyof RunOptions, value: unknown): boolean {
  switch (name) {
    case "host":
      return typeof value === "string" && value !== "" && !/[\s/]/.test(value);
    case "port":
      return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 65_535;
    case "debug":
      return typeof value === "boolean";
    case "drainTimeoutMs":
      return isDuration(value);
    case "limits":
    case "timeouts":
      return typeof value === "object" && value !== null && Object.values(value).every(isDuration);
  }
}

// Node's timers hold 31 bits; more would fire at once.
function isDuration(value: unknown): boolean {
  return typeof value === "number" && value > 0 && value < 2 ** 31;
}

const useAddress = 'use "127.0.0.1" for this machine only, "0.0.0.0" for all of its addresses';

const refusals: Readonly<Record<string, { code: string; reason: string; fix: string }>> = {
  EADDRINUSE: {
    code: "port-taken",
    reason: "another program listens there",
    fix: "stop it, or choose another port: app.run({ port: 5001 })",
  },
  EACCES: {
    code: "port-not-allowed",
    reason: "this user may not listen there; ports below 1024 need a privilege",
    fix: "choose a higher port: app.run({ port: 5000 })",
  },
  EADDRNOTAVAIL: {
    code: "host-not-here",
    reason: "this machine has no such address",
    fix: useAddress,
  },
  EAFNOSUPPORT: {
    code: "host-not-here",
    reason: "this machine does not speak that kind of address",
    fix: useAddress,
  },
  ENOTFOUND: { code: "host-unknown", reason: "the name has no address", fix: useAddress },
  EAI_AGAIN: { code: "host-unknown", reason: "no name server could be asked", fix: useAddress },
};

/** The mistake behind a failure to listen, if it is one; else what was thrown. */
export function explainListenFailure(error: unknown, host: string, port: number): unknown {
  const systemCode = (error as { code?: unknown } | null)?.code;
  const refusal = typeof systemCode === "string" ? refusals[systemCode] : undefined;
  if (refusal === undefined) return error;
  return new SetupError({
    code: refusal.code,
    message: `Cannot listen on ${host}:${port}: ${refusal.reason}`,
    fix: refusal.fix,
    cause: error,
  });
}
