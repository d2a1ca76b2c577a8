// One worker, as the process that watches over it sees it.

import cluster, { type Worker } from "node:cluster";
import type { AdhocCertificate } from "./adhoc-certificate.ts";
import {
  firstVariable,
  isOurs,
  numberVariable,
  type Order,
  type Report,
} from "./worker-messages.ts";

/** What becomes of a worker that has been started. */
export type Start =
  | { readonly listens: true; readonly url: string; readonly debug: boolean }
  | { readonly listens: false; readonly reason: string };

export class WorkerProcess {
  /** Such as `worker 2 (process 4711)`. */
  readonly name: string;
  /** Resolves when it listens, or never will. */
  readonly started: Promise<Start>;
  /** Resolves with how it ended: `with code 1`, `by SIGKILL`. */
  readonly ended: Promise<string>;
  /** Resolves when it takes no new connections, or is no more. */
  readonly closed: Promise<void>;
  /** Whether nobody is to take its place. */
  dismissed = false;
  readonly number: number;
  readonly #worker: Worker;
  readonly #startedMs = performance.now();
  #listens = false;
  #isClosed = false;
  #obeys = false;

  /**
   * @param isFirst Whether no other listens yet, so that what a dead program left in its place may be cleared.
   * @param certificateFor Gives the certificate that all workers show.
   */
  constructor(
    number: number,
    isFirst: boolean,
    certificateFor: (host: string) => AdhocCertificate,
  ) {
    this.number = number;
    const worker = cluster.fork({
      [numberVariable]: String(number),
      ...(isFirst ? { [firstVariable]: "1" } : {}),
    });
    this.#worker = worker;
    // What it could not be told because it has just died. Its end is heard of in any case.
    worker.on("error", () => {});
    this.name = `worker ${number} (process ${worker.process.pid})`;
    this.ended = new Promise((resolve) => {
      worker.once("exit", (code: number, signal: string | null) => {
        resolve(signal === null || signal === "" ? `with code ${code}` : `by ${signal}`);
      });
    });
    this.closed = new Promise((resolve) => {
      const close = (): void => {
        this.#isClosed = true;
        resolve();
      };
      worker.on("message", (message: unknown) => {
        if (isOurs(message) && message.hipflask === "closed") close();
      });
      void this.ended.then(close);
    });
    this.started = new Promise((resolve) => {
      worker.on("message", (message: unknown) => {
        if (isOurs(message)) this.#hear(message as Report, resolve, certificateFor);
      });
      void this.ended.then((how) => {
        resolve({
          listens: false,
          reason:
            `Cannot start: ${this.name} ended ${how} before it listened\n` +
            "Fix: mend what it printed; without workers there is a single process to look at    [worker-start]",
        });
      });
    });
  }

  /** For how long it has been there, in milliseconds. */
  get livedMs(): number {
    return performance.now() - this.#startedMs;
  }

  /** Whether it knows that it is to stop, by whoever's order. */
  get obeys(): boolean {
    return this.#obeys;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Lets it tell its clients to go. */
  drain(): void {
    this.#tell({ hipflask: "drain" });
  }

  /** Has it answer what is in hand and end. */
  stop(): void {
    this.dismissed = true;
    this.#tell({ hipflask: "stop" });
    // It may be too young to hear orders, and then has nothing in hand.
    if (!this.#listens) this.#worker.process.kill("SIGTERM");
  }

  kill(): void {
    this.dismissed = true;
    this.#worker.process.kill("SIGKILL");
  }

  #hear(
    report: Report,
    startedWith: (start: Start) => void,
    certificateFor: (host: string) => AdhocCertificate,
  ): void {
    if (report.hipflask === "listening") {
      this.#listens = true;
      startedWith({ listens: true, url: report.url, debug: report.debug });
    } else if (report.hipflask === "failed") {
      startedWith({ listens: false, reason: report.message });
    } else if (report.hipflask === "stopping") {
      this.#obeys = true;
    } else if (report.hipflask === "certificate-wanted") {
      this.#tell({ hipflask: "certificate", certificate: certificateFor(report.host) });
    }
  }

  // One that has just died hears nothing any more.
  #tell(order: Order): void {
    if (this.#worker.isConnected()) this.#worker.process.send(order, () => {});
  }
}
