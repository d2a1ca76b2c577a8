// The file system, as the framework looks into it: questions are answered at once, small files too; large ones
// are read by other threads, a chunk at a time. See decisions/0012.

import {
  closeSync,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
  type Stats,
} from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Files, FoundFile } from "../runtime.ts";

// As much as a socket takes before it asks to wait, and four times a page cache's read-ahead unit.
const chunkBytes = 64 * 1024;

export const files: Files = {
  find(path) {
    return look(() => foundAt(toPath(path)));
  },

  findInside(folder, names) {
    return look(() => {
      const root = realpathSync.native(toPath(folder));
      const path = realpathSync.native(join(root, ...names));
      const inside = root.endsWith(sep) ? root : root + sep;
      return path.startsWith(inside) ? foundAt(path) : null;
    });
  },

  read(file, { first, last }) {
    const descriptor = openSync(file.path, "r");
    try {
      checkUnchanged(file, fstatSync(descriptor));
      const bytes = Buffer.allocUnsafe(last - first + 1);
      let length = 0;
      while (length < bytes.length) {
        const read = readSync(descriptor, bytes, length, bytes.length - length, first + length);
        if (read === 0) throw changed(file);
        length += read;
      }
      return bytes;
    } finally {
      closeSync(descriptor);
    }
  },

  async *stream(file, { first, last }) {
    const handle = await open(file.path, "r");
    try {
      checkUnchanged(file, await handle.stat());
      for (let at = first; at <= last;) {
        const bytes = await readChunk(handle, at, Math.min(chunkBytes, last - at + 1));
        if (bytes.length === 0) throw changed(file);
        at += bytes.length;
        yield bytes;
      }
    } finally {
      await handle.close();
    }
  },
};

async function readChunk(handle: FileHandle, at: number, length: number): Promise<Uint8Array> {
  // A socket may still hold the last chunk, so each has memory of its own.
  const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafeSlow(length), 0, length, at);
  return bytesRead === length ? buffer : buffer.subarray(0, bytesRead);
}

function foundAt(path: string): FoundFile | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  const kind = stats.isFile() ? "file" : stats.isDirectory() ? "folder" : "other";
  return { path, kind, size: stats.size, modifiedMs: stats.mtimeMs };
}

// What the system says where there is nothing, nothing of that name can be, or it may not be reached.
const absences: ReadonlySet<unknown> = new Set([
  "EACCES",
  "EINVAL",
  "ELOOP",
  "ENAMETOOLONG",
  "ENOENT",
  "ENOTDIR",
  "EPERM",
  "ERR_INVALID_ARG_VALUE",
]);

function look(find: () => FoundFile | null): FoundFile | null {
  try {
    return find();
  } catch (error) {
    if (absences.has((error as { code?: unknown }).code)) return null;
    throw error;
  }
}

function toPath(path: string | URL): string {
  return typeof path === "string" ? path : fileURLToPath(path);
}

// The head has said what was found; other bytes under it would be taken for those.
function checkUnchanged(file: FoundFile, now: Stats): void {
  if (now.size !== file.size || now.mtimeMs !== file.modifiedMs) throw changed(file);
}

function changed({ path }: FoundFile): Error {
  return new Error(`Cannot go on sending ${path}: it has changed since it was found`);
}
