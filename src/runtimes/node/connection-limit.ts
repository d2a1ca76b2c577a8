// What happens to a connection above the limit: it is told to come back later, and closed.

import type { Socket } from "node:net";
import { Output } from "../../h1/output.ts";
import { connectionClose, writeWhole } from "../../h1/response-writer.ts";
import type { Engine } from "../../h1/transport.ts";
import { SocketTransport } from "./socket-transport.ts";

export const defaultMaxConnections = 65_536;

const refusal = {
  status: 503,
  code: "too-many-connections",
  detail: "the server has as many connections as it takes; try again later",
};

/**
 * Answers 503, whatever is asked, and closes.
 *
 * @param lingerMs How long the peer may take to read that.
 */
export function turnAway(socket: Socket, engine: Engine, lingerMs: number): void {
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
