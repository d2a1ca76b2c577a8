// What the framework needs of a file system. A runtime fulfils it; where there is none, it is null.

import { SetupError } from "../errors/setup-error.ts";
import type { ByteRange } from "../http/byte-range.ts";

/** Something that was found. It may change at any time: whoever reads it is told if it has. */
export interface FoundFile {
  readonly path: string;
  /** Anything but files and folders is `other`, and is never opened: a pipe would wait for ever. */
  readonly kind: "file" | "folder" | "other";
  /** In bytes. */
  readonly size: number;
  readonly modifiedMs: number;
}

export interface FileSystem {
  /** What is at a path, links followed; null if there is nothing, or nothing that can be reached. */
  find(path: string | URL): FoundFile | null;
  /**
   * What is in a folder, links followed as long as they stay in it.
   *
   * @param names Of folders and of what is wanted, one each: no separators, no `..`.
   */
  findInside(folder: string | URL, names: readonly string[]): FoundFile | null;
  /**
   * Bytes of a small file, at once.
   *
   * @throws If they cannot be read, or the file is not what was found any more.
   */
  read(file: FoundFile, range: ByteRange): Uint8Array;
  /** Bytes of a large file, while they are asked for. Opened when the first are, closed at the end or by `return()`. */
  stream(file: FoundFile, range: ByteRange): AsyncIterable<Uint8Array>;
}

/** @throws {SetupError} `no-files` where the runtime has no file system. */
export function requireFiles(files: FileSystem | null): FileSystem {
  if (files !== null) return files;
  throw new SetupError({
    code: "no-files",
    message: "Cannot send files here: this runtime has no file system",
    fix: "let the platform serve them (on Workers: static assets), or send bytes: sendFile(bytes, { downloadName })",
  });
}

/** @throws {SetupError} `no-folder` if there is no such folder. */
export function requireFolder(files: FileSystem | null, folder: string | URL): FileSystem {
  const system = requireFiles(files);
  if (system.find(folder)?.kind === "folder") return system;
  throw new SetupError({
    code: "no-folder",
    message: `Cannot serve files from ${String(folder)}: there is no such folder`,
    fix: 'write a path from the module: new URL("./public", import.meta.url)',
  });
}
