// One connection of a client, from its first byte to its end.

import { connect, type Socket } from "node:net";

export interface Manners {
  /** Ends its side after the last byte, though it still reads. */
  readonly halfCloses?: boolean;
  /** Stops reading for so long after the first bytes. */
  readonly pauseMs?: number;
  /** Goes away after so long. */
  readonly abortMs?: number;
}

/** A piece to send, or a time to wait, in milliseconds. */
export type Send = string | number;

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Sends everything, and gives what is received up to the end of the connection, a character a byte. */
export async function exchange(
  url: URL,
  sends: readonly Send[],
  { halfCloses = false, pauseMs = 0, abortMs }: Manners = {},
): Promise<string> {
  const socket = connect({ host: url.hostname, port: Number(url.port), allowHalfOpen: true });
  const received = receive(socket, pauseMs);
  const abort =
    abortMs === undefined ? undefined : setTimeout(() => socket.resetAndDestroy(), abortMs);
  for (const send of sends) {
    if (socket.destroyed) break;
    if (typeof send === "number") await sleep(send);
    else await write(socket, send);
  }
  if (halfCloses) socket.end();
  const text = await received;
  clearTimeout(abort);
  return text;
}

function write(socket: Socket, text: string): Promise<void> {
  // A server that has said its last need not read on: that a write fails is its right.
  return new Promise((resolve) => {
    socket.write(text, "latin1", () => resolve());
  });
}

function receive(socket: Socket, pauseMs: number): Promise<string> {
  return new Promise((resolve) => {
    const chunks: string[] = [];
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => {
      if (chunks.length === 0 && pauseMs > 0) {
        socket.pause();
        setTimeout(() => socket.resume(), pauseMs);
      }
      chunks.push(text);
    });
    socket.on("error", () => {});
    socket.on("end", () => socket.end());
    socket.on("close", () => resolve(chunks.join("")));
    socket.setTimeout(30_000, () => {
      chunks.push("\n(nothing happened for 30 s)");
      socket.destroy();
    });
  });
}
