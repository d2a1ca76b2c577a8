// What happens to a connection that is not served, such as one above the limit: it is told why, and closed.

import type { Socket } from "node:net";
import type { Refusal } from "../../gateway.ts";
import { Output } from "../../h1/output.ts";
import { connectionClose, writeWhole } from "../../h1/response-writer.ts";
import type { Engine } from "../../h1/transport.ts";
import { SocketTransport } from "./socket-transport.ts";

export const defaultMaxConnections = 65_536;

export const tooManyConnections: Refusal = {
  status: 503,
  code: "too-many-connections",
  detail: "the server has as many connections as it takes; try again later",
};

/**
 * Answers with a refusal, whatever is asked, and closes.
 *
 * @param lingerMs How long the peer may take to read that.
 */
export function refuseSocket(
  socket: Socket,
  engine: Engine,
  refusal: Refusal,
  lingerMs: number,
): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const transport = new SocketTransport(socket, "http", lingerMs);
  const output = new Output(transport, engine);
  writeWhole(output, engine, engine.refuse(refusal), connectionClose, false);
  output.flush();
  setTimeout(() => socket.destroy(), lingerMs).unref();
  socket.on("error", () => {});
  // What it sends is taken and dropped: a reset would overtake the answer.
  socket.resume();
  socket.end();
}
