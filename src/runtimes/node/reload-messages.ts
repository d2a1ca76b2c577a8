// What a program under live reload and the process that restarts it tell each other.

import type { Place, TlsOptions } from "../runtime.ts";
import type { AdhocCertificate } from "./adhoc-certificate.ts";
import type { Bound } from "./bind.ts";

/** Where a program wants to be reached. */
export interface Claim {
  readonly place: Place;
  readonly tls: TlsOptions | "adhoc" | undefined;
}

/** Where it is. */
export type Address = Pick<Bound, "host" | "port" | "path" | "url">;

/** Why it cannot be there: an error of the system, or a {ListenFailure}. */
export interface RefusedClaim {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  /** Only of a {ListenFailure}. */
  readonly fix: string | null;
}

/** From the program. Its doors are numbered in the order in which it opens them. */
export type ReloadReport =
  | { readonly hipflask: "claim"; readonly door: number; readonly claim: Claim }
  /** It takes the sockets of a door. */
  | { readonly hipflask: "serving"; readonly door: number }
  /** It has a socket, and nobody else may have it. */
  | { readonly hipflask: "taken"; readonly socket: number }
  /** A socket is closed, or rests and can be handed to another. */
  | { readonly hipflask: "released"; readonly socket: number; readonly rests: boolean }
  /** Of its own accord it is not to be reached any more. */
  | { readonly hipflask: "closed"; readonly door: number }
  /** It cannot go on, and here is why, in words. */
  | { readonly hipflask: "failed"; readonly message: string }
  /** An error that nobody caught ends it; what is known of it is plain JSON. */
  | { readonly hipflask: "crashed"; readonly report: object };

/** To the program. */
export type ReloadOrder =
  | {
      readonly hipflask: "placed";
      readonly door: number;
      readonly address: Address;
      readonly certificate: AdhocCertificate | undefined;
      /** The Unix socket to listen on, where sockets cannot be handed over. */
      readonly through: string | undefined;
    }
  | { readonly hipflask: "refused"; readonly door: number; readonly reason: RefusedClaim }
  /** A socket comes with it. */
  | { readonly hipflask: "socket"; readonly door: number; readonly socket: number }
  /** Another is to take its place. */
  | { readonly hipflask: "leave" }
  | { readonly hipflask: "stop" };

/** The variable that names the process which restarts the program: only its own children obey it. */
export const reloaderVariable = "HIPFLASK_RELOADER";

/** What `listen` is asked for, as a claim. */
export function claimOf({
  host,
  port,
  path,
  mode,
  backlog,
  reusePort,
  tls,
}: Place & Partial<Claim>): Claim {
  // Another process reads it as JSON, which has no bytes; PEM is text.
  const text = JSON.stringify(tls, function asText(this: Record<string, unknown>, key) {
    const value = this[key];
    return value instanceof Uint8Array ? Buffer.from(value).toString() : value;
  }) as string | undefined;
  return {
    place: { host, port, path, mode, backlog, reusePort },
    tls: text === undefined ? undefined : (JSON.parse(text) as Claim["tls"]),
  };
}
