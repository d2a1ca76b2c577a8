// One run of the program, as the process that restarts it sees it: what it reports, and the sockets it was lent.
//
// A socket that is lent stays open here, unread, until the program says that it is done with it. So one that rests
// comes back by a word, and one that a dying program never got is not lost.

import { spawn, type ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import {
  reloaderVariable,
  type Claim,
  type ReloadOrder,
  type ReloadReport,
} from "../../runtimes/node/reload-messages.ts";
import { isOurs } from "../../runtimes/node/worker-messages.ts";
import type { Report } from "../report.ts";
import type { Door } from "./doors.ts";
import { canHandOver, pipeSocket, socketFolder } from "./piped-sockets.ts";
import { reportedModules } from "./loaded-modules.ts";
import type { ReloadPlan } from "./reload-plan.ts";

// Longer than it takes to answer what is in hand when it was told to leave.
const leavePatienceMs = 3_000;

const maxLastWords = 8_000;

// Elsewhere nobody is told of the error that ends a process, which the runtime prints.
const tellsCrashes = canHandOver;

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ProgramEvents {
  claimed(program: ProgramProcess, door: number, claim: Claim): void;
  serving(program: ProgramProcess, door: number): void;
  closed(program: ProgramProcess, door: number): void;
  loaded(program: ProgramProcess, paths: readonly string[]): void;
  /** What it was lent and has not taken comes back to the doors after this; they must not lead to it any more. */
  ended(program: ProgramProcess, ending: Ending): void;
}

interface Lent {
  readonly socket: Socket;
  readonly door: Door;
  taken: boolean;
}

export class ProgramProcess {
  readonly ended: Promise<Ending>;
  readonly startedMs: number = Date.now();
  /** By the number that the program gave it. */
  readonly doors: Map<number, Door> = new Map<number, Door>();
  /** Where it has asked to be reached. */
  readonly claims: Claim[] = [];
  /** What it said before it ended; null if it said nothing. */
  failure: string | null = null;
  /** What is known of the error that ended it; null if it has not been told. */
  report: Report | null = null;
  /** Whether it has come to answer requests. */
  serves = false;
  /** Whether it has been told to end. */
  dismissed = false;
  readonly #process: ChildProcess;
  readonly #lent = new Map<number, Lent>();
  #lentCount = 0;
  #lastWords = "";

  constructor({ command, nodeOptions }: ReloadPlan, events: ProgramEvents) {
    const [file, ...args] = command;
    this.#process = spawn(file, args, {
      stdio: ["inherit", "inherit", tellsCrashes ? "inherit" : "pipe", "ipc"],
      env: {
        ...process.env,
        ...(nodeOptions === undefined ? {} : { NODE_OPTIONS: nodeOptions }),
        [reloaderVariable]: String(process.pid),
        // Has Node's loaders say which modules they load; it is how `node --watch` knows.
        WATCH_REPORT_DEPENDENCIES: "1",
      },
    });
    this.#process.stderr?.on("data", (bytes: Buffer) => {
      process.stderr.write(bytes);
      this.#lastWords = (this.#lastWords + bytes.toString()).slice(-maxLastWords);
    });
    this.#process.on("message", (message: unknown) => {
      if (isOurs(message)) this.#hear(message as ReloadReport, events);
      else events.loaded(this, reportedModules(message));
    });
    this.ended = this.#end(events);
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** The end of what it has printed as errors, where it has no other way to say what ends it. */
  get lastWords(): string {
    return stripVTControlCharacters(this.#lastWords).trim();
  }

  /** Hands it a socket, which must be paused. */
  lend(door: Door, number: number, socket: Socket): void {
    const path = this.through(number);
    if (path !== undefined) return pipeSocket(socket, path, () => door.accept(socket));
    const id = ++this.#lentCount;
    this.#lent.set(id, { socket, door, taken: false });
    const order: ReloadOrder = { hipflask: "socket", door: number, socket: id };
    this.#process.send(order, socket, { keepOpen: true }, () => {});
  }

  /** The Unix socket that the program listens on for a door, where sockets cannot be handed over. */
  through(door: number): string | undefined {
    if (canHandOver) return undefined;
    return join(socketFolder(), `${this.#process.pid ?? 0}-${door}.sock`);
  }

  tell(order: ReloadOrder): void {
    if (this.#process.connected) this.#process.send(order, () => {});
  }

  /** Has it make way for another. */
  leave(): void {
    this.dismissed = true;
    if (this.serves) this.tell({ hipflask: "leave" });
    // It is too young to hear orders, and has nothing in hand.
    else this.#process.kill("SIGTERM");
    setTimeout(() => this.kill(), leavePatienceMs).unref();
  }

  /** Has it answer what is in hand and end, if nobody has told it to leave before. */
  stop(): void {
    if (this.dismissed) return;
    this.dismissed = true;
    if (this.serves) this.tell({ hipflask: "stop" });
    else this.#process.kill("SIGTERM");
  }

  kill(): void {
    this.dismissed = true;
    this.#process.kill("SIGKILL");
  }

  #hear(report: ReloadReport, events: ProgramEvents): void {
    switch (report.hipflask) {
      case "claim":
        events.claimed(this, report.door, report.claim);
        break;
      case "serving":
        this.serves = true;
        events.serving(this, report.door);
        break;
      case "closed":
        events.closed(this, report.door);
        break;
      case "taken": {
        const lent = this.#lent.get(report.socket);
        if (lent !== undefined) lent.taken = true;
        break;
      }
      case "released":
        this.#takeBack(report.socket, report.rests);
        break;
      case "crashed":
        this.report = report.report as Report;
        break;
      case "failed":
        this.failure = report.message;
    }
  }

  #takeBack(id: number, rests: boolean): void {
    const lent = this.#lent.get(id);
    if (lent === undefined) return;
    this.#lent.delete(id);
    if (rests) lent.door.accept(lent.socket);
    else lent.socket.destroy();
  }

  async #end(events: ProgramEvents): Promise<Ending> {
    // Not `exit`, which what it said at last can follow; nor `disconnect`, which never comes while a socket is on its way.
    const ending = await new Promise<Ending>((resolve) => {
      this.#process.once("close", (code, signal) => resolve({ code, signal }));
      this.#process.once("error", (error) => {
        this.failure ??= `Cannot start the program: ${error.message}`;
        resolve({ code: 1, signal: null });
      });
    });
    events.ended(this, ending);
    for (const [id, { taken }] of this.#lent) this.#takeBack(id, !taken);
    return ending;
  }
}
