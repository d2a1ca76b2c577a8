// Whether a program is to be started anew with every change.

import type { RunOptions } from "./listen-options.ts";

export interface ReloadCircumstances {
  /** Whether the program runs in debug. */
  readonly debug: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What is chosen, and why not, where someone may wonder. */
export type ReloadChoice =
  | { readonly reloads: true }
  | { readonly reloads: false; readonly reason: string | null };

export function chooseReload(
  { reload, workers }: RunOptions,
  { debug, environment }: ReloadCircumstances,
): ReloadChoice {
  const not = (reason: string | null): ReloadChoice => ({ reloads: false, reason });
  if (!(reload ?? debug)) return not(null);
  if (workers !== undefined) return not("with workers, SIGHUP starts the program anew");
  if (environment["NODE_ENV"] === "production") return not("NODE_ENV is production");
  // `node --watch` says so to what it starts.
  if (environment["WATCH_REPORT_DEPENDENCIES"] !== undefined) {
    return not("node --watch starts the program anew already");
  }
  return { reloads: true };
}
