// Where to listen and how: the options of `run` and `listen`, checked before anything is opened.

import { SetupError } from "../errors/setup-error.ts";
import type { Limits, Timeouts, TlsOptions } from "../runtimes/runtime.ts";

export interface ListenOptions {
  /**
   * `127.0.0.1` unless given: reachable from this machine only. `0.0.0.0` for all of its addresses,
   * `::` for all of them and IPv6, `unix:///run/app.sock` for a Unix socket.
   */
  readonly host?: string | undefined;
  /** 5000 unless given; 0 lets the system choose. */
  readonly port?: number | undefined;
  /** The path of a Unix socket to listen on, instead of host and port. */
  readonly path?: string | undefined;
  /** The permissions of the Unix socket, such as `0o660`. */
  readonly mode?: number | undefined;
  /** How many connections may wait to be accepted; 511 unless given, and no more than the system allows. */
  readonly backlog?: number | undefined;
  /** Lets several processes listen on the port, which then share its connections. */
  readonly reusePort?: boolean | undefined;
  /** Key and certificate for HTTPS; `"adhoc"` makes some for development, which clients do not trust. */
  readonly tls?: TlsOptions | "adhoc" | undefined;
  /**
   * `"node:http"` has Node's own server read and write the messages: slower, more lenient, without some of the
   * limits. Hipflask's engine unless given.
   */
  readonly server?: "node:http" | undefined;
  /** Shows clients what went wrong inside, and logs each request. Never for production. */
  readonly debug?: boolean | DebugOptions | undefined;
  /** Bounds on what a peer can make the server hold. */
  readonly limits?: Partial<Limits> | undefined;
  /** How long a peer may take, in milliseconds. */
  readonly timeouts?: Partial<Timeouts> | undefined;
}

/** How errors are shown while a program is being debugged. */
export interface DebugOptions {
  /**
   * Whether the page of an error shows variables and evaluates expressions. It does unless told otherwise, but
   * neither where other machines reach the server nor with `NODE_ENV=production`; `"beyond-loopback"` means
   * that other machines may as well, and whoever opens the page can run any code in the program.
   */
  readonly console?: boolean | "beyond-loopback" | undefined;
  /** The names, beside those of this machine, by which the page may be asked for: `["dev.example.com"]`. */
  readonly hosts?: readonly string[] | undefined;
}

export interface RunOptions extends ListenOptions {
  /** How long a shutdown waits for requests in hand, in milliseconds; 10,000 unless given. */
  readonly drainTimeoutMs?: number | undefined;
  /**
   * How many processes answer; `"auto"` for as many as there are cores. The program's own process then
   * watches over them. In this one unless given.
   */
  readonly workers?: number | "auto" | undefined;
  /**
   * Whether the program is started anew when a file of it changes. It is with `debug`, unless told otherwise, but
   * neither with `workers` nor with `NODE_ENV=production`.
   */
  readonly reload?: boolean | ReloadOptions | undefined;
}

/** Which files make a program start anew, beside those that it is watched for anyway. */
export interface ReloadOptions {
  /** Paths or patterns: `["data/*.csv"]`. `*` stays within a folder, `**` does not. */
  readonly extraFiles?: readonly string[] | undefined;
  /** Patterns of files that do not count: `["generated/**"]`. */
  readonly excludePatterns?: readonly string[] | undefined;
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

const flag: Rule = { kind: "true or false", fits: (value) => typeof value === "boolean" };

const flagOrGroup: Rule = {
  kind: "true, false, or an object",
  fits: (value) => flag.fits(value) || group.fits(value),
};

const text: Rule = { kind: "text", fits: (value) => typeof value === "string" };

const pem: Rule = {
  kind: "text or bytes in PEM, or the path of a file",
  fits: (value) => (typeof value === "string" && value !== "") || value instanceof Uint8Array,
};

const unixHost = /^unix:(?:\/\/)?(.+)$/s;

const optionRules = {
  host: {
    kind: 'a host name or an address, or "unix:" and a path',
    fits: (value) =>
      typeof value === "string" &&
      value !== "" &&
      (unixHost.test(value) || !/^unix:|[\s/]/.test(value)),
  },
  port: {
    kind: "a whole number from 0 to 65535",
    fits: (value) => count.fits(value) && (value as number) <= 65_535,
  },
  path: {
    kind: "a path",
    fits: (value) => typeof value === "string" && value !== "" && !value.includes("\0"),
  },
  mode: {
    kind: "permissions such as 0o660",
    fits: (value) => count.fits(value) && (value as number) <= 0o777,
  },
  backlog: {
    kind: "a whole number, 1 or more",
    fits: (value) => count.fits(value) && value !== 0,
  },
  reusePort: flag,
  tls: {
    kind: 'an object with key and cert, or "adhoc"',
    fits: (value) =>
      value === "adhoc" || (group.fits(value) && "key" in Object(value) && "cert" in Object(value)),
  },
  server: { kind: '"node:http", or left out', fits: (value) => value === "node:http" },
  debug: flagOrGroup,
  limits: group,
  timeouts: group,
  drainTimeoutMs: duration,
  workers: {
    kind: 'a whole number, 1 or more, or "auto"',
    fits: (value) => value === "auto" || (count.fits(value) && value !== 0),
  },
  reload: flagOrGroup,
} as const satisfies Record<keyof RunOptions, Rule>;

const limitRules = {
  maxHeadBytes: count,
  maxHeaderCount: count,
  maxTargetBytes: count,
  maxTrailerBytes: count,
  maxChunkExtensionBytes: count,
  maxDiscardedBytes: count,
  maxConnections: count,
  maxWaitingBytes: count,
  maxRequestsPerConnection: count,
  minBodyBytesPerSecond: count,
} as const satisfies Record<keyof Limits, Rule>;

const timeoutRules = {
  idleTimeoutMs: duration,
  headTimeoutMs: duration,
  requestTimeoutMs: duration,
  bodyGraceMs: duration,
  handlerTimeoutMs: duration,
  stallTimeoutMs: duration,
  lingerTimeoutMs: duration,
  handshakeTimeoutMs: duration,
} as const satisfies Record<keyof Timeouts, Rule>;

const tlsRules = {
  key: pem,
  cert: pem,
  passphrase: text,
  ca: pem,
  requireClientCertificate: flag,
  hosts: group,
} as const satisfies Record<keyof TlsOptions, Rule>;

const debugRules = {
  console: {
    kind: 'true, false, or "beyond-loopback"',
    fits: (value) => value === "beyond-loopback" || flag.fits(value),
  },
  hosts: {
    kind: "a list of host names",
    fits: (value) => Array.isArray(value) && value.every((host) => text.fits(host)),
  },
} as const satisfies Record<keyof DebugOptions, Rule>;

const patterns: Rule = {
  kind: "a list of paths or patterns",
  fits: (value) => Array.isArray(value) && value.every((item) => text.fits(item) && item !== ""),
};

const reloadRules = {
  extraFiles: patterns,
  excludePatterns: patterns,
} as const satisfies Record<keyof ReloadOptions, Rule>;

const { key, cert, passphrase } = tlsRules;

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
  if (typeof options.debug === "object") checkEach(options.debug, debugRules, "debug.");
  if (typeof options.reload === "object") checkEach(options.reload, reloadRules, "reload.");
  if (typeof options.tls === "object") checkTls(options.tls);
  if (options.path !== undefined && (options.host ?? options.port) !== undefined) {
    throw new SetupError({
      code: "run-option",
      message: `Cannot run with path ${show(options.path)} and with host or port: a server listens in one place`,
      fix: "leave one of them out",
    });
  }
}

/** @throws {SetupError} `run-option`, also for what only a program of its own can have. */
export function checkListenOptions(options: ListenOptions): void {
  checkOptions(options);
  const { workers, reload } = options as RunOptions;
  if (reload !== undefined) {
    throw new SetupError({
      code: "run-option",
      message: "Cannot listen with reload: what is started anew is a whole program",
      fix: "write app.run({ reload }), or leave reload out",
    });
  }
  if (workers === undefined) return;
  throw new SetupError({
    code: "run-option",
    message: "Cannot listen with workers: each of them runs the whole program anew",
    fix: "write app.run({ workers }), or leave workers out",
  });
}

function checkTls(tls: TlsOptions): void {
  checkEach(tls, tlsRules, "tls.");
  for (const [name, certificate] of Object.entries(tls.hosts ?? {})) {
    const prefix = `tls.hosts[${JSON.stringify(name)}].`;
    checkEach(
      { key: undefined, cert: undefined, ...Object(certificate) },
      { key, cert, passphrase },
      prefix,
    );
  }
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
    const mayBeUndefined = prefix === "" || prefix === "debug." || prefix === "reload.";
    if ((value === undefined && mayBeUndefined) || rule.fits(value)) continue;
    throw new SetupError({
      code: "run-option",
      message: `Cannot run with ${prefix}${name}: ${show(value)}: it must be ${rule.kind}`,
      fix: "change it, or leave it out",
    });
  }
}

/** The path of the Unix socket that the options name, in either way. */
export function socketPath({ host, path }: ListenOptions): string | undefined {
  return path ?? (host === undefined ? undefined : unixHost.exec(host)?.[1]);
}

// NaN is what a missing environment variable becomes: JSON would call it null.
function show(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
