// Why a server could not listen, in words: what the system's codes mean, and what the runtime says itself.

import { SetupError } from "../errors/setup-error.ts";
import { ListenFailure } from "../runtimes/listen-failure.ts";

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

/**
 * The mistake behind a failure to listen, if it is one; else what was thrown.
 *
 * @param place Where it was to listen: `127.0.0.1:5000`.
 */
export function explainListenFailure(error: unknown, place: string): unknown {
  if (error instanceof ListenFailure) {
    const { cause, code, fix, message } = error;
    return new SetupError({ code, message, fix, cause });
  }
  const systemCode = (error as { code?: unknown } | null)?.code;
  const refusal = refusals.get(String(systemCode));
  if (refusal === undefined) return error;
  return new SetupError({
    code: refusal.code,
    message: `Cannot listen on ${place}: ${refusal.reason}`,
    fix: refusal.fix,
    cause: error,
  });
}
