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

interface Rule {
  /** The half sentence after `it must be`. */
  readonly kind: string;
  fits(value: unknown): boolean;
}

const count: Rule = {
  kind: "a whole number, 0 or more",
  fits: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
};

// Node's timers hold 31 bits; more would fire at once.
const duration: Rule = {
  kind: "a number of milliseconds",
  fits: (value) => typeof value === "number" && value > 0 && value < 2 ** 31,
};

const group: Rule = {
  kind: "an object",
  fits: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

const optionRules = {
  host: {
    kind: "a host name or an address",
    fits: (value) => typeof value === "string" && value !== "" && !/[\s/]/.test(value),
  },
  port: {
    kind: "a whole number from 0 to 65535",
    fits: (value) => count.fits(value) && (value as number) <= 65_535,
  },
  debug: { kind: "true or false", fits: (value) => typeof value === "boolean" },
  limits: group,
  timeouts: group,
  drainTimeoutMs: duration,
} as const satisfies Record<keyof RunOptions, Rule>;

const limitRules = {
  maxHeadBytes: count,
  maxHeaderCount: count,
  maxTargetBytes: count,
  maxTrailerBytes: count,
  maxChunkExtensionBytes: count,
  maxDiscardedBytes: count,
} as const satisfies Record<keyof Limits, Rule>;

const timeoutRules = {
  idleTimeoutMs: duration,
  headTimeoutMs: duration,
  requestTimeoutMs: duration,
  stallTimeoutMs: duration,
  lingerTimeoutMs: duration,
} as const satisfies Record<keyof Timeouts, Rule>;

/** @throws {SetupError} `run-option` for an unknown option or a value that does not fit. */
export function checkOptions(options: RunOptions): void {
  if (!group.fits(options)) {
    throw new SetupError({
      code: "run-option",
      message: `Cannot run with ${show(options)}: options must be an object`,
      fix: 'write app.run({ host: "127.0.0.1", port: 5000 })',
    });
  }
  checkEach(options, optionRules, "");
  checkEach(options.limits ?? {}, limitRules, "limits.");
  checkEach(options.timeouts ?? {}, timeoutRules, "timeouts.");
}

function checkEach(given: object, rules: Readonly<Record<string, Rule>>, prefix: string): void {
  for (const [name, value] of Object.entries(given)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) {
      throw new SetupError({
        code: "run-option",
        message: `Cannot run with option ${JSON.stringify(prefix + name)}: there is none of that name`,
        fix: `use ${Object.keys(rules).join(", ")}`,
      });
    }
    // One of the options may be undefined; a limit may not, for it would be no limit.
    if ((value === undefined && prefix === "") || rule.fits(value)) continue;
    throw new SetupError({
      code: "run-option",
      message: `Cannot run with ${prefix}${name}: ${show(value)}: it must be ${rule.kind}`,
      fix: "change it, or leave it out",
    });
  }
}

// NaN is what a missing environment variable becomes: JSON would call it null.
function show(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

const useAddress = 'use "127.0.0.1" for this machine only, "0.0.0.0" for all of its addresses';

const refusals: ReadonlyMap<string, { code: string; reason: string; fix: string }> = new Map([
  [
    "EADDRINUSE",
    {
      code: "port-taken",
      reason: "another program listens there",
      fix: "stop it, or choose another port: app.run({ port: 5001 })",
    },
  ],
  [
    "EACCES",
    {
      code: "port-not-allowed",
      reason: "this user may not listen there; ports below 1024 need a privilege",
      fix: "choose a higher port: app.run({ port: 5000 })",
    },
  ],
  [
    "EADDRNOTAVAIL",
    { code: "host-not-here", reason: "this machine has no such address", fix: useAddress },
  ],
  [
    "EAFNOSUPPORT",
    {
      code: "host-not-here",
      reason: "this machine does not speak that kind of address",
      fix: useAddress,
    },
  ],
  ["ENOTFOUND", { code: "host-unknown", reason: "the name has no address", fix: useAddress }],
  ["EAI_AGAIN", { code: "host-unknown", reason: "no name server could be asked", fix: useAddress }],
]);

/** The mistake behind a failure to listen, if it is one; else what was thrown. */
export function explainListenFailure(error: unknown, host: string, port: number): unknown {
  const systemCode = (error as { code?: unknown } | null)?.code;
  const refusal = refusals.get(String(systemCode));
  if (refusal === undefined) return error;
  return new SetupError({
    code: refusal.code,
    message: `Cannot listen on ${host}:${port}: ${refusal.reason}`,
    fix: refusal.fix,
    cause: error,
  });
}
