// The process as the program around a server.

import type { Program } from "../runtime.ts";

export const program: Program = {
  print: (line) => void process.stdout.write(`${line}\n`),
  printError: (line) => void process.stderr.write(`${line}\n`),
  onStop: (stop) => {
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  },
  exit: (code) => {
    process.exitCode = code;
    // What was printed into a pipe must arrive before the process ends.
    process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
  },
};
