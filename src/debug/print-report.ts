// Shows a report in the terminal that the program was started from.

import { runtime } from "#runtime";
import type { Report } from "./report.ts";
import { terminalText } from "./terminal/terminal-face.ts";

const defaultWidth = 100;

/** @param link Where its page is; null where there is none. */
export function printReport(report: Report, link: string | null): void {
  const { paintError: paint, printError } = runtime.program;
  const width = process.stderr.columns ?? defaultWidth;
  printError(terminalText(report, { paint, width, link }));
}

/** Shows the report of what ends the process, and hands it to whoever goes on: the process that restarts it. */
export function printLastReport(report: Report): void {
  printReport(report, null);
  runtime.program.reloader?.crashed(report);
}
