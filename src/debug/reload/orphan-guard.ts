// Ends the program when the process that restarts it is killed and the program does not notice, as one that is stuck in a
// loop does not. Somebody else has to: a shell, which waits for the end of what it reads.

import { spawn } from "node:child_process";
import type { Writable } from "node:stream";

// Ctrl-C reaches it too, and is not for it. A program that does notice has a moment to end by itself.
const script = `trap '' INT TERM HUP
while read -r pid; do last=$pid; done
[ -n "$last" ] || exit 0
sleep 1
kill -9 "$last" 2>/dev/null`;

export class OrphanGuard {
  readonly #input: Writable | null;

  constructor() {
    this.#input = process.platform === "win32" ? null : startShell();
  }

  /** @param pid The process that must not be left; undefined if there is none. */
  watch(pid: number | undefined): void {
    this.#input?.write(`${pid ?? ""}\n`);
  }
}

function startShell(): Writable {
  const shell = spawn("/bin/sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"] });
  // Where there is no shell there is no guard.
  shell.on("error", () => {});
  shell.stdin.on("error", () => {});
  shell.unref();
  return shell.stdin;
}
