// Where sockets cannot be handed to another process, what comes is copied to it, over a Unix socket that it listens on.

import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isNode } from "../../runtimes/node/is-node.ts";

/** Whether sockets can go to another process: neither Bun nor Deno has a way. */
export const canHandOver: boolean = isNode;

let folder: string | undefined;

/** A folder that only this user can look into, and that is gone when the process ends. */
export function socketFolder(): string {
  if (folder !== undefined) return folder;
  const made = mkdtempSync(join(tmpdir(), "hipflask-"));
  process.on("exit", () => rmSync(made, { recursive: true, force: true }));
  return (folder = made);
}

/**
 * Copies what comes from a client to a program, and back, until both have said their last.
 *
 * @param client Paused: nothing of it is read unless the program is there.
 * @param refused Is called if it is not.
 */
export function pipeSocket(client: Socket, path: string, refused: () => void): void {
  const program = connect({ path, allowHalfOpen: true });
  let isConnected = false;
  program.once("connect", () => {
    isConnected = true;
    client.pipe(program).pipe(client);
  });
  // One side that breaks takes the other with it.
  program.on("error", () => {
    if (isConnected) client.destroy();
    else refused();
  });
  program.on("close", () => {
    if (isConnected && !program.readableEnded) client.destroy();
  });
  client.on("error", () => program.destroy());
  client.on("close", () => program.destroy());
}
