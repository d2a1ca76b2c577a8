// The process as the program around a server.

import type { Program } from "../runtime.ts";
import { Supervisor } from "./supervisor.ts";
import { onOrderToStop, workerLink } from "./worker.ts";

// Bun's node:cluster does not share sockets of node:net, and Deno's starts no processes.
const hasCluster = !("bun" in process.versions || "deno" in process.versions);

export const program: Program = {
  print: (line) => void process.stdout.write(`${line}\n`),
  printError: (line) => void process.stderr.write(`${line}\n`),
  onStop: (stop) => {
    if (workerLink !== null) return onOrderToStop(stop);
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  },
  worker: workerLink,
  supervise: hasCluster ? (options) => void new Supervisor(program, options).start() : null,
  exit: (code) => {
    process.exitCode = code;
    // What was printed into a pipe must arrive before the process ends.
    process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
  },
};
