// The places where a program is reached. They stay open while it restarts: who comes meanwhile waits.

import { createServer, type Server, type Socket } from "node:net";
import { ListenFailure } from "../../runtimes/listen-failure.ts";
import {
  makeAdhocCertificate,
  type AdhocCertificate,
} from "../../runtimes/node/adhoc-certificate.ts";
import { bind, type Bound } from "../../runtimes/node/bind.ts";
import type { Address, Claim, RefusedClaim } from "../../runtimes/node/reload-messages.ts";

export class Door {
  readonly claim: Claim;
  readonly #server: Server;
  readonly #bound: Bound;
  readonly #waiting = new Set<Socket>();
  #certificate: AdhocCertificate | undefined;
  #receive: ((socket: Socket) => void) | null = null;

  private constructor(claim: Claim, server: Server, bound: Bound) {
    this.claim = claim;
    this.#server = server;
    this.#bound = bound;
    server.on("connection", (socket) => this.accept(socket));
    // Running out of file descriptors ends an accept, not the server.
    server.on("error", () => {});
  }

  /** @throws As a rejection, what `bind` throws. */
  static async open(claim: Claim): Promise<Door> {
    const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true });
    const scheme = claim.tls === undefined ? "http" : "https";
    return new Door(claim, server, await bind(server, claim.place, scheme));
  }

  /** The certificate for development, the same with every restart: a browser that has accepted it need not again. */
  get certificate(): AdhocCertificate | undefined {
    if (this.claim.tls !== "adhoc") return undefined;
    return (this.#certificate ??= makeAdhocCertificate(this.claim.place.host));
  }

  get address(): Address {
    const { host, port, path, url } = this.#bound;
    return { host, port, path, url };
  }

  /** Takes a socket that is paused: one that has come, or one that is to go on with someone else. */
  accept(socket: Socket): void {
    if (this.#receive !== null) return this.#receive(socket);
    this.#waiting.add(socket);
    socket.once("close", () => this.#waiting.delete(socket));
  }

  /** Hands whoever waits, and whoever comes from now on, to someone; null has them wait. */
  direct(receive: ((socket: Socket) => void) | null): void {
    this.#receive = receive;
    if (receive === null) return;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const socket of waiting) if (!socket.destroyed) receive(socket);
  }

  close(): void {
    this.#receive = null;
    this.#server.close();
    this.#bound.release();
    for (const socket of this.#waiting) socket.destroy();
    this.#waiting.clear();
  }
}

/** Every door, by the place that was asked for: `port: 0` is the same port with every restart. */
export class Doors {
  readonly #byPlace = new Map<string, Promise<Door>>();

  /**
   * @param taken The doors that whoever asks has already: with `port: 0` the same place can be asked for again.
   * @throws As a rejection, what `bind` throws.
   */
  open(claim: Claim, taken: readonly Claim[] = []): Promise<Door> {
    const place = placeOf(claim);
    const key = `${taken.filter((other) => placeOf(other) === place).length} ${place}`;
    const open = this.#byPlace.get(key);
    if (open !== undefined) return open;
    const opening = Door.open(claim);
    this.#byPlace.set(key, opening);
    opening.catch(() => this.#byPlace.delete(key));
    return opening;
  }

  /** Those that are open. */
  async all(): Promise<Door[]> {
    const doors = await Promise.all(
      [...this.#byPlace.values()].map((door) => door.catch(() => null)),
    );
    return doors.filter((door) => door !== null);
  }

  async closeAllBut(kept: ReadonlySet<Door>): Promise<void> {
    for (const [key, opening] of this.#byPlace) {
      const door = await opening.catch(() => null);
      if (door === null || kept.has(door)) continue;
      this.#byPlace.delete(key);
      door.close();
    }
  }
}

function placeOf({ place: { host, port, path }, tls }: Claim): string {
  return JSON.stringify([path ?? [host, port], tls]);
}

export function refusedClaim(error: unknown): RefusedClaim {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (error instanceof ListenFailure) return { name, message, code: error.code, fix: error.fix };
  return { name, message, code: String((error as { code?: unknown }).code), fix: null };
}
