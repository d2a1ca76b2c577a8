// The worker's side: which one it is, what it reports, and what it is told.

import cluster from "node:cluster";
import type { WorkerLink } from "../runtime.ts";
import type { AdhocCertificate } from "./adhoc-certificate.ts";
import {
  firstVariable,
  isOurs,
  numberVariable,
  type Order,
  type Report,
} from "./worker-messages.ts";

const number = Number(process.env[numberVariable]);
const isWorker = cluster.isWorker && number > 0;

/** Whether others of the same program may listen in the same place already. */
export function mayHaveSiblings(): boolean {
  return cluster.isWorker && process.env[firstVariable] === undefined;
}

/** Whether the process that watches over the workers closes what they share. */
export const sharesPlace: boolean = cluster.isWorker;

/** null in a process that is no worker. */
export const workerLink: WorkerLink | null = isWorker
  ? {
      number,
      listening: (url, debug) => report({ hipflask: "listening", url, debug }),
      failed: (message) =>
        new Promise((resolve) => report({ hipflask: "failed", message }, resolve)),
    }
  : null;

/**
 * Calls back when the worker is to stop.
 *
 * Ctrl-C and the end of a terminal reach every process of the program; only the one that watches over the workers acts on them.
 */
export function onOrderToStop(stop: () => void): void {
  const obey = (): void => {
    report({ hipflask: "stopping" });
    stop();
  };
  process.on("message", (message: unknown) => {
    if (isOurs(message) && message.hipflask === "stop") obey();
  });
  process.on("SIGTERM", obey);
  process.on("SIGINT", () => {});
  process.on("SIGHUP", () => {});
}

/** The certificate for development that all workers show. */
export function sharedCertificate(host: string): Promise<AdhocCertificate> {
  return new Promise((resolve) => {
    const take = (message: unknown): void => {
      const order = message as Order;
      if (!isOurs(message) || order.hipflask !== "certificate") return;
      process.off("message", take);
      resolve(order.certificate);
    };
    process.on("message", take);
    report({ hipflask: "certificate-wanted", host });
  });
}

// Without the channel there is nobody to report to: the process is about to end.
function report(message: Report, sent: () => void = () => {}): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => sent());
  else sent();
}
