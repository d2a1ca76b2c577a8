// The process that watches over the workers, and answers nothing itself: it starts them, replaces
// those that die or are out of date, and ends when all of them have.

import { availableParallelism } from "node:os";
import type { Program, SuperviseOptions } from "../runtime.ts";
import { makeAdhocCertificate, type AdhocCertificate } from "./adhoc-certificate.ts";
import { RestartPolicy, provenMs } from "./restart-policy.ts";
import { WorkerProcess } from "./worker-process.ts";

// npm and a terminal both pass Ctrl-C on, so one press can come twice.
const samePressMs = 1_000;

export class Supervisor {
  readonly #program: Pick<Program, "print" | "printError" | "exit">;
  readonly #count: number;
  readonly #drainTimeoutMs: number;
  readonly #policy = new RestartPolicy();
  /** Those at work, by number. */
  readonly #crew = new Map<number, WorkerProcess>();
  /** Every one that has not ended. */
  readonly #living = new Set<WorkerProcess>();
  #certificate: AdhocCertificate | undefined;
  #running = false;
  #restart: "none" | "under way" | "wanted again" = "none";
  #stoppedAtMs: number | undefined;
  #exitCode = 0;

  constructor(program: Pick<Program, "print" | "printError" | "exit">, options: SuperviseOptions) {
    this.#program = program;
    this.#count = options.workers === "auto" ? availableParallelism() : options.workers;
    this.#drainTimeoutMs = options.drainTimeoutMs;
  }

  /** Starts the workers, and says where they listen or why they do not. */
  async start(): Promise<void> {
    process.on("SIGTERM", () => this.#stopOrKill());
    process.on("SIGINT", () => this.#stopOrKill());
    process.on("SIGHUP", () => void this.#renew());

    // One before the others: what keeps the program from starting is told once.
    const first = this.#add(1, true);
    const start = await first.started;
    if (!start.listens) return this.#giveUp(start.reason);
    const others = Array.from({ length: this.#count - 1 }, (_, i) => this.#add(i + 2));
    for (const { started } of others) {
      const other = await started;
      if (!other.listens) return this.#giveUp(other.reason);
    }
    if (this.#stoppedAtMs !== undefined) return;
    this.#running = true;
    const workers = this.#count === 1 ? "1 worker" : `${this.#count} workers`;
    this.#program.print(` * Hipflask on ${start.url} (${workers}${start.debug ? ", debug" : ""})`);
    this.#program.print("   Ctrl-C stops it");
    for (const worker of this.#crew.values()) if (!this.#living.has(worker)) this.#replace(worker);
  }

  #add(number: number, isFirst = false): WorkerProcess {
    const worker = this.#fork(number, isFirst);
    this.#crew.set(number, worker);
    return worker;
  }

  #fork(number: number, isFirst: boolean): WorkerProcess {
    const worker = new WorkerProcess(number, isFirst, (host) => {
      this.#certificate ??= makeAdhocCertificate(host);
      return this.#certificate;
    });
    this.#living.add(worker);
    void worker.closed.then(() => this.#letDrain(worker));
    void worker.ended.then((how) => this.#bury(worker, how));
    return worker;
  }

  // One that ends alone leaves its clients to the others. When all of them end, the last to close
  // is the one that closes the door.
  #letDrain(worker: WorkerProcess): void {
    if (this.#stoppedAtMs === undefined) return worker.drain();
    const living = [...this.#living];
    if (living.every(({ isClosed }) => isClosed)) for (const each of living) each.drain();
  }

  #bury(worker: WorkerProcess, how: string): void {
    this.#living.delete(worker);
    if (this.#stoppedAtMs !== undefined) {
      if (how !== "with code 0" && worker.obeys) this.#exitCode = 1;
      if (this.#living.size === 0) this.#program.exit(this.#exitCode);
      return;
    }
    if (worker.dismissed || !this.#running) return;
    if (worker.obeys) {
      this.#program.printError(`${worker.name} was told to end; another takes its place`);
      return this.#replace(worker);
    }
    if ([...this.#living].some(({ livedMs }) => livedMs >= provenMs)) this.#policy.prove();
    const delayMs = this.#policy.afterDeath(worker.livedMs);
    if (delayMs === null) {
      return this.#giveUp(
        `Cannot go on: ${this.#policy.quickDeaths} workers died within ${provenMs / 1_000} s of their start, the last ${how}\n` +
          "Fix: mend what they printed; without workers there is a single process to look at    [worker-deaths]",
      );
    }
    const when = delayMs === 0 ? "at once" : `in ${delayMs / 1_000} s`;
    this.#program.printError(`${worker.name} died ${how}; another takes its place ${when}`);
    setTimeout(() => this.#replace(worker), delayMs);
  }

  #replace(worker: WorkerProcess): void {
    // Meanwhile a restart may have done it.
    if (this.#stoppedAtMs !== undefined || this.#crew.get(worker.number) !== worker) return;
    const next = this.#add(worker.number);
    void next.started.then((start) => {
      if (!start.listens && this.#stoppedAtMs === undefined) this.#program.printError(start.reason);
    });
  }

  // Before one that runs is told to stop, another listens in its place: nothing is refused meanwhile.
  async #renew(): Promise<void> {
    if (!this.#running || this.#stoppedAtMs !== undefined) return;
    if (this.#restart !== "none") {
      this.#restart = "wanted again";
      return;
    }
    do {
      this.#restart = "under way";
      this.#program.print(" * Restarting the workers");
      const done = await this.#renewEach();
      if (done) this.#program.print(" * Restarted the workers");
    } while ((this.#restart as string) === "wanted again");
    this.#restart = "none";
  }

  async #renewEach(): Promise<boolean> {
    for (const [number, worker] of this.#crew) {
      const next = this.#fork(number, false);
      // Until it listens, its death is nobody's loss.
      next.dismissed = true;
      const start = await next.started;
      if (this.#stoppedAtMs !== undefined) return false;
      if (!start.listens) {
        this.#program.printError(
          `${start.reason}\n * The restart is given up; what ran before goes on`,
        );
        return false;
      }
      next.dismissed = false;
      // The one in that place may be another by now, if its predecessor has died.
      const present = this.#crew.get(number) ?? worker;
      this.#crew.set(number, next);
      if (this.#living.has(present)) present.stop();
    }
    return true;
  }

  #giveUp(reason: string): void {
    if (this.#stoppedAtMs !== undefined) return;
    this.#program.printError(reason);
    this.#stop(1);
  }

  #stopOrKill(): void {
    if (this.#stoppedAtMs === undefined) return this.#stop(0);
    if (performance.now() - this.#stoppedAtMs <= samePressMs) return;
    this.#exitCode = 1;
    for (const worker of this.#living) worker.kill();
  }

  #stop(exitCode: number): void {
    this.#stoppedAtMs = performance.now();
    this.#exitCode = exitCode;
    for (const worker of this.#living) worker.stop();
    if (this.#living.size === 0) return this.#program.exit(exitCode);
    // One that never hears the order is stuck, and will not answer what it has in hand either.
    setTimeout(() => {
      for (const worker of this.#living) {
        if (worker.obeys) continue;
        this.#program.printError(`${worker.name} does not hear; it is killed`);
        this.#exitCode = 1;
        worker.kill();
      }
    }, this.#drainTimeoutMs).unref();
  }
}
