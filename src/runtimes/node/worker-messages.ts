// What a worker and the process that watches over it tell each other.

import type { AdhocCertificate } from "./adhoc-certificate.ts";

/** From a worker. */
export type Report =
  /** It answers requests. */
  | { readonly hipflask: "listening"; readonly url: string; readonly debug: boolean }
  /** It cannot, and here is why, in words. */
  | { readonly hipflask: "failed"; readonly message: string }
  /** It has heard that it is to stop. */
  | { readonly hipflask: "stopping" }
  /** It takes no new connections any more. */
  | { readonly hipflask: "closed" }
  /** It wants the certificate that all of them use. */
  | { readonly hipflask: "certificate-wanted"; readonly host: string };

/** To a worker. */
export type Order =
  | { readonly hipflask: "stop" }
  /** Nobody can connect any more, or someone else answers: those who are connected may be told to go. */
  | { readonly hipflask: "drain" }
  | { readonly hipflask: "certificate"; readonly certificate: AdhocCertificate };

/** Whether a message is one of these: a program may send others. */
export function isOurs(message: unknown): message is Report | Order {
  return typeof message === "object" && message !== null && "hipflask" in message;
}

/** The variables by which a process knows that it is a worker, and which. */
export const numberVariable = "HIPFLASK_WORKER";
export const firstVariable = "HIPFLASK_FIRST_WORKER";
