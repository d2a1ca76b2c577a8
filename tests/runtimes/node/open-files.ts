// What this process holds open, as the system knows it.

import { readdirSync, realpathSync } from "node:fs";

/** Descriptors of files below a folder. */
export function openFilesBelow(folder: string): number {
  return readdirSync("/proc/self/fd").filter((fd) => {
    try {
      return realpathSync(`/proc/self/fd/${fd}`).startsWith(folder);
    } catch {
      return false;
    }
  }).length;
}
