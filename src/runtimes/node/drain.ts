// The end of a server: nothing new is accepted, everything in hand is answered, and only
// then do the connections close.

import type { Server as NetServer, Socket } from "node:net";
import { setImmediate, setTimeout } from "node:timers/promises";
import type { Connection } from "../../h1/connection.ts";

/** What is asked of a connection while it ends. */
export type Drainable = Pick<Connection, "phase" | "blocked" | "retire" | "giveUp">;

/** A server that can be opened, and what has come to it. */
export interface Front {
  readonly server: NetServer;
  readonly connections: ReadonlyMap<Drainable, Socket>;
  /** Sockets that are no connections yet: their TLS handshake goes on. */
  readonly handshakes: ReadonlySet<Socket>;
  /** Lets go of the connections that rest, so that another can serve them: sockets as they were accepted, paused. */
  releaseResting(): Socket[];
  /** Lets go of what only an open server needs. */
  dispose(): void;
}

// A request can be on its way on a connection that looks idle. It is answered if it
// arrives within this time.
const idleGraceMs = 250;

// After the abort of its signal a handler has this long to come to an answer.
const abortGraceMs = 1_000;

/**
 * Closes a server without losing a request that has reached it.
 *
 * @param mayRetire Resolves when clients can be told to go without coming back to be lost.
 * @param closing Accepts nothing more, and resolves when the last connection is gone.
 */
export async function drain(
  { server, connections, handshakes }: Pick<Front, "server" | "connections" | "handshakes">,
  drainTimeoutMs: number,
  mayRetire: () => Promise<void> = async () => {},
  closing: () => Promise<void> = () => closeServer(server),
): Promise<void> {
  // Connections that the system has accepted for us become sockets within a turn of the loop;
  // closing before that would reset them.
  await setImmediate();
  await setImmediate();
  const closed = closing();
  await mayRetire();
  for (const connection of connections.keys()) connection.retire();

  await Promise.race([closed, setTimeout(idleGraceMs)]);
  // A timer can fire before what has arrived meanwhile is read.
  await setImmediate();
  for (const [connection, socket] of connections) {
    // Nobody waits for an answer here, so nobody has to be given time to read one.
    if (connection.phase === "idle" && !connection.blocked) socket.destroySoon();
  }
  for (const socket of handshakes) socket.destroy();

  if (await within(drainTimeoutMs, closed)) return;
  const reason = new Error("the server is shutting down");
  for (const connection of connections.keys()) connection.giveUp(reason);
  if (await within(abortGraceMs, closed)) return;
  for (const socket of connections.values()) socket.destroy();
  await closed;
}

function closeServer(server: NetServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

// The timer keeps the program alive while it runs: work is still in hand.
async function within(limitMs: number, end: Promise<void>): Promise<boolean> {
  const stop = new AbortController();
  const tooLate = setTimeout(limitMs, false, { signal: stop.signal }).catch(() => false);
  const inTime = await Promise.race([end.then(() => true), tooLate]);
  stop.abort();
  return inTime;
}
