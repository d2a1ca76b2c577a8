// Loaded in front of a program under live reload: whatever keeps it from starting, also a file that does not parse, is
// shown, and handed to the process that restarts it.

import { basename } from "node:path";
import { makeReport } from "../make-report.ts";
import { printLastReport } from "../print-report.ts";
import { seeProcessErrors } from "../process-errors.ts";
import { findSyntaxError } from "../stack/syntax-check.ts";
import { reportedModules } from "./loaded-modules.ts";

const name = basename(process.argv[1] ?? "the program");
const loaded: string[] = [];

// Node's loaders tell the other process what they load, and so this one: the last is the likeliest to be at fault.
const { send } = process;
if (send !== undefined) {
  const listening = (...message: unknown[]): unknown => {
    loaded.unshift(...reportedModules(message[0]));
    return Reflect.apply(send, process, message);
  };
  process.send = listening as typeof send;
}

seeProcessErrors((_, error) => {
  const { report } = makeReport({
    title: `${name} did not start`,
    error,
    findPlace: () => findSyntaxError(loaded),
  });
  printLastReport(report);
});

// No run outlives the process that restarts it, however long it takes to start. The channel alone keeps none alive.
process.on("disconnect", () => process.exit(0));
process.channel?.unref();
