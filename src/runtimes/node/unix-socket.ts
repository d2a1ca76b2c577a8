// The file of a Unix socket: what must be so before a server listens there, and what it leaves behind.

import { chmodSync, lstatSync, statSync, unlinkSync } from "node:fs";
import { connect } from "node:net";
import { dirname } from "node:path";
import { ListenFailure } from "../listen-failure.ts";

// The system keeps a path in a field of 108 bytes (104 on macOS and the BSDs), its end included.
const maxPathBytes = process.platform === "linux" ? 107 : 103;

/**
 * Makes way for a socket: removes the file that a server which has died left behind.
 *
 * @throws {ListenFailure} As a rejection: `socket-path`, or `socket-taken` if a server lives there.
 */
export async function clearSocketPath(path: string): Promise<void> {
  if (Buffer.byteLength(path) > maxPathBytes) {
    throw unusable(path, `it is longer than the ${maxPathBytes} bytes that the system allows`);
  }
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw unusable(path, `there is no folder ${folder}`);
  }
  const file = lstatSync(path, { throwIfNoEntry: false });
  if (file === undefined) return;
  if (!file.isSocket()) throw unusable(path, "there is a file that is no socket");
  if (await isServed(path)) {
    throw new ListenFailure({
      code: "socket-taken",
      message: `Cannot listen on unix:${path}: another program listens there`,
      fix: "stop it, or choose another path",
    });
  }
  try {
    unlinkSync(path);
  } catch (cause) {
    throw unusable(path, `what is left of a server there cannot be removed`, cause);
  }
}

// Only a server that is gone refuses: one that is busy lets its callers wait.
function isServed(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path, () => {
      probe.destroy();
      resolve(true);
    });
    probe.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code !== "ECONNREFUSED" && error.code !== "ENOENT");
    });
  });
}

/** Lets nobody but `mode` says connect, while the file is made and after. */
export function withMode(path: string, mode: number | undefined, make: () => void): () => void {
  if (mode === undefined) {
    make();
    return () => {};
  }
  const umask = process.umask(0o777 & ~mode);
  try {
    make();
  } finally {
    process.umask(umask);
  }
  return () => chmodSync(path, mode);
}

/**
 * Takes note of which file a server's socket is.
 *
 * @returns Removes that file, unless another has taken its place.
 */
export function socketFile(path: string): () => void {
  const inodeOf = (): number | undefined => lstatSync(path, { throwIfNoEntry: false })?.ino;
  const inode = inodeOf();
  return () => {
    if (inode !== undefined && inodeOf() === inode) unlinkSync(path);
  };
}

function unusable(path: string, reason: string, cause?: unknown): ListenFailure {
  return new ListenFailure({
    code: "socket-path",
    message: `Cannot listen on unix:${path}: ${reason}`,
    fix: 'choose a path in a folder that is there, such as app.run({ path: "/tmp/app.sock" })',
    cause,
  });
}
