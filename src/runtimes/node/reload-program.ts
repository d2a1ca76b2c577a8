// A program under live reload: it opens no port, but answers on sockets that the process which restarts it accepts.

import cluster from "node:cluster";
import type { Socket } from "node:net";
import { ListenFailure } from "../listen-failure.ts";
import type { ListenOptions, ReloadLink, Server } from "../runtime.ts";
import { bind } from "./bind.ts";
import { drain, type Front } from "./drain.ts";
import { HandedServer } from "./handed-server.ts";
import { openFront } from "./open-front.ts";
import { openedServer } from "./opened-server.ts";
import {
  claimOf,
  reloaderVariable,
  type Address,
  type Claim,
  type RefusedClaim,
  type ReloadOrder,
  type ReloadReport,
} from "./reload-messages.ts";
import { isOurs } from "./worker-messages.ts";

// A save is waited for: requests in hand may end, but streams without an end may not keep the program.
const leaveTimeoutMs = 1_000;

type Placed = Extract<ReloadOrder, { readonly hipflask: "placed" }>;

class ReloadedProgram implements ReloadLink {
  readonly #numbers = new Map<Socket, number>();
  readonly #doors = new Map<number, HandedServer>();
  readonly #claims = new Map<number, PromiseWithResolversOf<Placed>>();
  #doorCount = 0;
  #isLeaving = false;
  #stop: ((drainTimeoutMs?: number) => void) | undefined;

  constructor() {
    process.on("message", (message: unknown, socket: unknown) => {
      if (isOurs(message)) this.#obey(message as ReloadOrder, socket as Socket | undefined);
    });
    // Whatever ends it: clients on whose connections nothing is under way need not notice.
    process.on("exit", () => this.#giveBackAll());
    // No program is left behind.
    process.on("disconnect", () => process.exit(0));
    // The channel keeps a program alive only while it serves, as a port would.
    process.channel?.unref();
  }

  onStop(stop: (drainTimeoutMs?: number) => void): void {
    this.#stop = stop;
    // Ctrl-C and the end of a terminal reach every process; only the one that restarts the program acts on them.
    process.on("SIGINT", () => {});
    process.on("SIGHUP", () => {});
    process.on("SIGTERM", () => stop());
  }

  failed(message: string): Promise<void> {
    return new Promise((resolve) => this.#report({ hipflask: "failed", message }, resolve));
  }

  crashed(report: object): void {
    this.#report({ hipflask: "crashed", report });
  }

  /** @throws As a rejection, what `bind` and `tlsSettings` throw. */
  async listen(options: ListenOptions): Promise<Server> {
    const door = ++this.#doorCount;
    const { address, certificate, through } = await this.#claim(door, claimOf(options));
    const front = openFront(options, certificate);
    if (through !== undefined) return this.#listenThrough(door, front, through, address);
    const server = new HandedServer(front);
    this.#doors.set(door, server);
    process.channel?.ref();
    this.#report({ hipflask: "serving", door });
    return openedServer(address, (drainTimeoutMs) => this.#close(door, server, drainTimeoutMs));
  }

  // What comes to the port is copied to a socket of this process, and back.
  async #listenThrough(
    door: number,
    front: Front,
    path: string,
    address: Address,
  ): Promise<Server> {
    const place = { host: "", port: 0, path, mode: 0o600 };
    const { release } = await bind(front.server, place, "http");
    this.#report({ hipflask: "serving", door });
    return openedServer(address, async (drainTimeoutMs) => {
      if (!this.#isLeaving) this.#report({ hipflask: "closed", door });
      await drain(front, drainTimeoutMs);
      front.dispose();
      release();
    });
  }

  async #close(door: number, server: HandedServer, drainTimeoutMs: number): Promise<void> {
    if (this.#isLeaving) this.#giveBackAll();
    else this.#report({ hipflask: "closed", door });
    await server.close(drainTimeoutMs);
    this.#doors.delete(door);
    if (this.#doors.size === 0) process.channel?.unref();
  }

  #claim(door: number, claim: Claim): Promise<Placed> {
    return new Promise((resolve, reject) => {
      process.channel?.ref();
      this.#claims.set(door, { resolve, reject });
      this.#report({ hipflask: "claim", door, claim });
    });
  }

  #obey(order: ReloadOrder, socket: Socket | undefined): void {
    switch (order.hipflask) {
      case "placed":
        this.#claims.get(order.door)?.resolve(order);
        break;
      case "refused":
        this.#claims.get(order.door)?.reject(errorOf(order.reason));
        break;
      case "socket":
        // A client may be gone before its socket has come.
        if (socket === undefined) this.#released(order.socket, false);
        else this.#take(order.door, order.socket, socket);
        break;
      case "leave":
        this.#isLeaving = true;
        this.#stop?.(leaveTimeoutMs);
        break;
      case "stop":
        this.#stop?.();
    }
  }

  #take(door: number, number: number, socket: Socket): void {
    this.#report({ hipflask: "taken", socket: number });
    this.#numbers.set(socket, number);
    socket.once("close", () => {
      if (this.#numbers.delete(socket)) this.#released(number, false);
    });
    socket.on("error", () => {});
    const server = this.#doors.get(door);
    if (server === undefined) socket.destroy();
    else server.take(socket);
  }

  #giveBackAll(): void {
    for (const server of this.#doors.values()) {
      for (const socket of server.release()) this.#giveBack(socket);
    }
  }

  // The other process has it as well: destroyed here, it goes on there.
  #giveBack(socket: Socket): void {
    const number = this.#numbers.get(socket);
    this.#numbers.delete(socket);
    socket.destroy();
    if (number !== undefined) this.#released(number, true);
  }

  #released(socket: number, rests: boolean): void {
    this.#report({ hipflask: "released", socket, rests });
  }

  #report(report: ReloadReport, sent: () => void = () => {}): void {
    if (process.connected) process.send?.(report, undefined, undefined, () => sent());
    else sent();
  }
}

interface PromiseWithResolversOf<Value> {
  resolve(value: Value): void;
  reject(error: unknown): void;
}

function errorOf({ name, message, code, fix }: RefusedClaim): Error {
  if (fix !== null) return new ListenFailure({ code, message, fix });
  return Object.assign(new Error(message), { name, code });
}

const isReloaded =
  process.env[reloaderVariable] === String(process.ppid) &&
  process.send !== undefined &&
  !cluster.isWorker;

/** null in a program that nobody restarts. */
export const reloadedProgram: ReloadedProgram | null = isReloaded ? new ReloadedProgram() : null;
