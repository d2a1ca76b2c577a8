// The process as the program around a server.

import { isatty } from "node:tty";
import { painter, type Paint } from "../paint.ts";
import type { Program } from "../runtime.ts";
import { isNode } from "./is-node.ts";
import { reloadedProgram } from "./reload-program.ts";
import { Supervisor } from "./supervisor.ts";
import { onOrderToStop, workerLink } from "./worker.ts";

// Bun's node:cluster does not share sockets of node:net, and Deno's starts no processes.
const hasCluster = isNode;

function paintFor(fileDescriptor: number): Paint {
  return painter(() => ({ environment: process.env, isTerminal: isatty(fileDescriptor) }));
}

export const program: Program = {
  print: (line) => void process.stdout.write(`${line}\n`),
  printError: (line) => void process.stderr.write(`${line}\n`),
  paint: paintFor(1),
  paintError: paintFor(2),
  onStop: (stop) => {
    if (workerLink !== null) return onOrderToStop(stop);
    if (reloadedProgram !== null) return reloadedProgram.onStop(stop);
    process.on("SIGINT", () => stop());
    process.on("SIGTERM", () => stop());
  },
  worker: workerLink,
  reloader: reloadedProgram,
  supervise: hasCluster ? (options) => void new Supervisor(program, options).start() : null,
  exit: (code) => {
    process.exitCode = code;
    // What was printed into a pipe must arrive before the process ends.
    process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
  },
};
