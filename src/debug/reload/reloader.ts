// Restarts a program with every change. It owns the place where the program is reached and never imports any of its
// code, so that nothing the program does can end it: a program that fails is waited for.

import { relative } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Gateway } from "../../gateway.ts";
import type { Claim } from "../../runtimes/node/reload-messages.ts";
import { makeReport } from "../make-report.ts";
import type { Report } from "../report.ts";
import { Doors, refusedClaim, type Door } from "./doors.ts";
import { failureGateway } from "./failure-gateway.ts";
import { OrphanGuard } from "./orphan-guard.ts";
import { canHandOver } from "./piped-sockets.ts";
import { ProgramProcess, type Ending, type ProgramEvents } from "./program-process.ts";
import type { ReloadPlan } from "./reload-plan.ts";
import { StandIn } from "./stand-in.ts";
import { WatchList } from "./watch-list.ts";
import { Watcher } from "./watcher.ts";

// What a program opens beside its port has to be free for the next; what takes longer is left to end meanwhile.
const exitPatienceMs = 500;

// A program can open several doors one after the other; those of an earlier version that it leaves out are closed.
const claimPatienceMs = 1_000;

// npm and a terminal both pass Ctrl-C on, so one press can come twice.
const samePressMs = 1_000;

/** Where the reloader speaks, and how it ends. */
export interface ReloaderConsole {
  print(line: string): void;
  printError(line: string): void;
  exit(code: number): void;
}

export class Reloader implements ProgramEvents {
  readonly #plan: ReloadPlan;
  readonly #console: ReloaderConsole;
  readonly #doors = new Doors();
  readonly #guard = new OrphanGuard();
  readonly #list: WatchList;
  readonly #watcher: Watcher;
  /** Every process that has not ended. */
  readonly #living = new Set<ProgramProcess>();
  #standIns: StandIn[] = [];
  /** The one that answers, or is about to; null while the program does not run. */
  #program: ProgramProcess | null = null;
  /** The latest that has come to answer. */
  #answering: ProgramProcess | null = null;
  #changed: string[] = [];
  #isRestarting = false;
  #changedAtMs = 0;
  /** Where people know the program to be. */
  #announcedUrl: string | null = null;
  #stoppedAtMs: number | undefined;

  constructor(plan: ReloadPlan, console: ReloaderConsole) {
    this.#plan = plan;
    this.#console = console;
    const { extraFiles, excludePatterns } = plan;
    this.#list = new WatchList({
      workingFolder: process.cwd(),
      extraFiles,
      excludePatterns,
      knowsModules: canHandOver,
    });
    this.#watcher = new Watcher(this.#list, (paths) => void this.#restart(paths));
  }

  async start(): Promise<void> {
    // If it cannot be opened the program meets the same when it asks for it, and can say it better.
    await this.#doors.open(this.#plan.claim).catch(() => {});
    this.#launch();
    this.#watcher.update();
  }

  /** Has the program answer what is in hand, and ends; at once if it is told again. */
  stop(): void {
    if (this.#stoppedAtMs !== undefined) {
      if (performance.now() - this.#stoppedAtMs <= samePressMs) return;
      return this.kill();
    }
    this.#stoppedAtMs = performance.now();
    void this.#end();
  }

  /** Ends at once. */
  kill(): void {
    for (const program of this.#living) program.kill();
    this.#console.exit(1);
  }

  claimed(program: ProgramProcess, door: number, claim: Claim): void {
    const opening = this.#doors.open(claim, program.claims);
    program.claims.push(claim);
    opening.then(
      (opened) => {
        program.doors.set(door, opened);
        const { address, certificate } = opened;
        const through = program.through(door);
        program.tell({ hipflask: "placed", door, address, certificate, through });
      },
      (error: unknown) => program.tell({ hipflask: "refused", door, reason: refusedClaim(error) }),
    );
  }

  serving(program: ProgramProcess, number: number): void {
    const door = program.doors.get(number);
    if (door === undefined || program !== this.#program) return;
    door.direct((socket) => program.lend(door, number, socket));
    if (program === this.#answering) return;
    this.#answering = program;
    this.#list.generous = false;
    this.#announce(door);
    void this.#closeOtherDoors(program);
  }

  closed(program: ProgramProcess, door: number): void {
    program.doors.delete(door);
    if (program === this.#program) void this.#doors.closeAllBut(new Set(program.doors.values()));
  }

  loaded(program: ProgramProcess, paths: readonly string[]): void {
    if (program !== this.#program || paths.length === 0) return;
    this.#list.add(paths);
    this.#watcher.read(paths, program.startedMs);
    this.#watcher.update();
  }

  ended(program: ProgramProcess, ending: Ending): void {
    this.#living.delete(program);
    if (this.#living.size === 0) this.#guard.watch(undefined);
    if (program !== this.#program) return;
    this.#program = null;
    for (const door of program.doors.values()) door.direct(null);
    if (program.serves && ending.code === 0) return this.stop();
    if (this.#announcedUrl === null && program.failure !== null) {
      this.#console.printError(program.failure);
      return this.#console.exit(1);
    }
    void this.#standIn(program, ending);
  }

  #launch(): void {
    const program = new ProgramProcess(this.#plan, this);
    this.#living.add(program);
    this.#program = program;
    this.#guard.watch(program.pid);
  }

  async #restart(paths: readonly string[]): Promise<void> {
    this.#changed.push(...paths);
    if (this.#isRestarting || this.#stoppedAtMs !== undefined) return;
    this.#isRestarting = true;
    this.#changedAtMs = performance.now();
    const program = this.#program;
    this.#program = null;
    this.#console.print(` * ${this.#names()} changed, restarting`);
    const standIns = this.#standIns;
    this.#standIns = [];
    for (const door of await this.#doors.all()) door.direct(null);
    for (const standIn of standIns) void standIn.leave();
    if (program !== null) {
      program.leave();
      await Promise.race([program.ended, setTimeout(exitPatienceMs)]);
    }
    this.#changed = [];
    this.#isRestarting = false;
    if (this.#stoppedAtMs === undefined) this.#launch();
  }

  // Long lists say no more than short ones.
  #names(): string {
    const names = [...new Set(this.#changed)].map((path) => {
      const inside = relative(process.cwd(), path);
      return inside.startsWith("..") ? path : inside;
    });
    const [first = "", ...others] = names;
    if (others.length === 0) return first;
    return others.length === 1 ? `${first} and ${others[0]}` : `${first} and ${others.length} more`;
  }

  #announce({ address: { url } }: Door): void {
    const { print } = this.#console;
    if (this.#announcedUrl === null) {
      print(` * Hipflask on ${url} (debug)`);
      print("   Ctrl-C stops it, a save restarts it");
    } else {
      const elapsedMs = Math.round(performance.now() - this.#changedAtMs);
      print(` * Restarted in ${elapsedMs} ms${url === this.#announcedUrl ? "" : `, on ${url}`}`);
    }
    this.#announcedUrl = url;
  }

  async #closeOtherDoors(program: ProgramProcess): Promise<void> {
    await setTimeout(claimPatienceMs);
    if (program !== this.#program) return;
    await this.#doors.closeAllBut(new Set(program.doors.values()));
  }

  async #standIn(program: ProgramProcess, ending: Ending): Promise<void> {
    this.#list.generous = true;
    const { name } = this.#plan;
    const how = ending.signal === null ? `with code ${ending.code}` : `by ${ending.signal}`;
    const what = program.serves ? `${name} ended ${how}` : `${name} did not start: it ended ${how}`;
    const failure = program.failure ?? (program.lastWords === "" ? what : program.lastWords);
    if (program.failure !== null) this.#console.printError(program.failure);
    this.#console.printError(` * ${what}; it is started again when a file is saved`);
    const report = program.report ?? reportOf(what, failure);
    const gateway = failureGateway({ name, report, hosts: this.#plan.hosts });
    const doors = await this.#doors.all();
    if (this.#announcedUrl === null && doors[0] !== undefined) this.#announce(doors[0]);
    for (const door of doors) {
      if (this.#program !== null || this.#isRestarting) return;
      const standIn = standInOf(door, gateway);
      if (standIn === null) continue;
      standIn.answer();
      this.#standIns.push(standIn);
    }
  }

  async #end(): Promise<void> {
    await this.#doors.closeAllBut(new Set());
    for (const program of this.#living) program.stop();
    const patienceMs = this.#plan.drainTimeoutMs + 2_000;
    const all = Promise.all([...this.#living].map(({ ended }) => ended));
    const endings = await Promise.race([all, setTimeout(patienceMs, null)]);
    await this.#watcher.close();
    if (endings === null) return this.kill();
    const failed = endings.some(({ code, signal }) => code !== 0 && signal !== "SIGTERM");
    this.#console.exit(failed ? 1 : 0);
  }
}

// For what ended without an error that anyone has seen, there are words only.
function reportOf(title: string, message: string): Report {
  return makeReport({ title, error: { name: "Error", message } }).report;
}

// A certificate that cannot be used may be what keeps the program from starting.
function standInOf(door: Door, gateway: Gateway): StandIn | null {
  try {
    return StandIn.open(door, gateway);
  } catch {
    return null;
  }
}
