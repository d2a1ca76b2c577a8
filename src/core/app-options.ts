// What may be said about an application as a whole.

import type { FormLimits } from "../http/form-limits.ts";
import type { JSONCodec } from "../json/codec.ts";
import type { JSONOptions } from "../json/policy.ts";
import type { JSONProvider } from "../json/provider.ts";
import type { Converters } from "../routing/converter.ts";
import type { SecretKey } from "../session/secret-keys.ts";
import type { SessionOptions } from "../session/session-options.ts";
import type { Logger } from "./logger.ts";

export interface AppOptions {
  /** How values become JSON: the options of `dumps`, or an encoder of your own. */
  readonly json?: JSONOptions | JSONProvider | JSONCodec | undefined;
  /** Any logger of pino's shape; the console unless given. */
  readonly log?: Logger | undefined;
  /** The most bytes that a request's body may have; 1 MiB unless given. Above: 413. */
  readonly bodyLimit?: number | undefined;
  /** Bounds on forms: their parts, names and sizes. Above: 413. */
  readonly formLimits?: Partial<FormLimits> | undefined;
  /** The hosts that it answers for: `["example.com", ".example.org"]`; all unless given. For others: 400. */
  readonly trustedHosts?: readonly string[] | undefined;
  /** Converters of your own, by the name that patterns use. */
  readonly converters?: Converters | undefined;
  /** Whether a missing last slash is redirected, and one too many a 404; true unless given. */
  readonly strictSlashes?: boolean | undefined;
  /** Whether doubled slashes are redirected to single ones; true unless given. */
  readonly mergeSlashes?: boolean | undefined;
  /** Whether the value that is another path's default is redirected to that path, as Flask does; true unless given. */
  readonly redirectDefaults?: boolean | undefined;
  /** The host by which the application is known: `example.com`. External URLs are built with it. */
  readonly serverName?: string | undefined;
  /** The scheme of external URLs outside of requests; `http` unless given. */
  readonly preferredScheme?: string | undefined;
  /** The path below which a proxy has mounted the application: `/api`. URLs are built with it. */
  readonly mountPath?: string | undefined;
  /** Whether errors are problem documents for everyone, or pages for browsers: `"problem"` unless given. */
  readonly errorPages?: "problem" | "html" | undefined;
  /** Protects sessions: text of at least 32 random characters, or 16 bytes. Of a list, the newest comes first. */
  readonly secretKey?: SecretKey | undefined;
  /** How sessions are kept. */
  readonly session?: SessionOptions | undefined;
}

/** Their names; `config` is the option of the class that has settings. */
export const appOptionNames: readonly string[] = Object.keys({
  json: true,
  log: true,
  bodyLimit: true,
  formLimits: true,
  trustedHosts: true,
  converters: true,
  strictSlashes: true,
  mergeSlashes: true,
  redirectDefaults: true,
  serverName: true,
  preferredScheme: true,
  mountPath: true,
  errorPages: true,
  secretKey: true,
  session: true,
  config: true,
} satisfies Record<keyof AppOptions | "config", true>);
