// The worker's side: which one it is, what it reports, and what it is told.

import cluster from "node:cluster";
import { setTimeout } from "node:timers/promises";
import type { WorkerLink } from "../runtime.ts";
import type { AdhocCertificate } from "./adhoc-certificate.ts";
import {
  firstVariable,
  isOurs,
  numberVariable,
  type Order,
  type Report,
} from "./worker-messages.ts";

// A sibling that is stuck must not keep the others from ending.
const drainPatienceMs = 500;

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

/**
 * Waits until clients that are told to go find nobody here to connect to, or someone else.
 *
 * The system goes on accepting until the last of the workers has closed; a client that came again
 * before that would be lost.
 */
export async function mayDrain(): Promise<void> {
  const stop = new AbortController();
  const patience = setTimeout(drainPatienceMs, undefined, stop).catch(() => {});
  const told = nextOrder("drain", stop.signal);
  report({ hipflask: "closed" });
  await Promise.race([patience, told]);
  stop.abort();
}

/** The certificate for development that all workers show. */
export async function sharedCertificate(host: string): Promise<AdhocCertificate> {
  const order = nextOrder("certificate");
  report({ hipflask: "certificate-wanted", host });
  return (await order).certificate;
}

type OrderOf<Kind> = Extract<Order, { readonly hipflask: Kind }>;

function nextOrder<Kind extends Order["hipflask"]>(
  kind: Kind,
  signal?: AbortSignal,
): Promise<OrderOf<Kind>> {
  return new Promise((resolve) => {
    const take = (message: unknown): void => {
      if (!isOurs(message) || message.hipflask !== kind) return;
      process.off("message", take);
      resolve(message as OrderOf<Kind>);
    };
    process.on("message", take);
    signal?.addEventListener("abort", () => process.off("message", take));
  });
}

// Without the channel there is nobody to report to: the process is about to end.
function report(message: Report, sent: () => void = () => {}): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => sent());
  else sent();
}
