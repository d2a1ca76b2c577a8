// The 101 of node:http: what Node has let go of is given to the engine's own upgraded connection.

import type { Socket } from "node:net";
import type { Outgoing } from "../../gateway.ts";
import { Output } from "../../h1/output.ts";
import { headStart } from "../../h1/response-head.ts";
import { connectionUpgrade } from "../../h1/response-writer.ts";
import type { Engine } from "../../h1/transport.ts";
import { Upgraded } from "../../h1/upgraded.ts";
import type { SocketTransport } from "./socket-transport.ts";

/**
 * Sends the head, and hands the socket over.
 *
 * @param early What the peer has sent behind its request.
 * @param signal Of the request: what becomes of it becomes of the connection.
 */
export function handOver(
  transport: SocketTransport,
  socket: Socket,
  engine: Engine,
  { headers, takeOver }: Outgoing,
  early: Uint8Array,
  signal: AbortSignal,
): void {
  const output = new Output(transport, engine);
  output.head(headStart(101, headers, engine.dateLine()) + connectionUpgrade);
  output.flush();
  const upgraded = new Upgraded(transport, early);
  socket.on("data", (bytes: Buffer) => upgraded.receive(bytes));
  socket.on("end", () => upgraded.receiveEnd());
  socket.on("drain", () => {
    transport.drained();
    upgraded.roomAgain();
  });
  socket.on("timeout", () => socket.destroy());
  // A reset is the peer's right, and `close` follows.
  socket.on("error", () => {});
  signal.addEventListener("abort", () => upgraded.abort(signal.reason as Error));
  socket.on("close", () => upgraded.lost(new Error("the client closed the connection")));
  if (takeOver !== undefined) {
    void upgraded.handOver(takeOver, (error) => engine.onError(error));
  }
}
