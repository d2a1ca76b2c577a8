// Debugging of an application: what its errors look like, and where they are shown. Loaded only with `debug: true`.

import { runtime } from "#runtime";
import type { Debugger } from "../core/debugger.ts";
import type { Gateway } from "../gateway.ts";
import type { Server } from "../runtimes/runtime.ts";
import { keepOutput } from "./console-output.ts";
import { KeptReports } from "./kept-reports.ts";
import type { ListeningPlace } from "./loopback.ts";
import { seeProcessErrors } from "./process-errors.ts";
import { ProgramDebugger } from "./program-debugger.ts";
import type { Report } from "./report.ts";
import type { Explainer } from "./reported-request.ts";
import { RequestRecords } from "./request-record.ts";
import { terminalText } from "./terminal/terminal-face.ts";

export interface DebuggingOptions {
  readonly app: Explainer;
  /** Whether a page may evaluate expressions in the frames of an error. */
  readonly console: boolean | "beyond-loopback";
  /** The names beside those of this machine by which the pages may be asked for. */
  readonly hosts: readonly string[];
}

/** One of the servers that are debugged. */
export interface DebuggedServer {
  /** What it is to serve. */
  readonly gateway: Gateway;
  /** Tells where it listens, and so where the pages are. */
  listening(server: Server): void;
  /** Tells that it is about to close. */
  closing(): void;
}

/** The debugging of one application, for as long as one of its servers listens. */
export interface Debugging {
  readonly debugger: Debugger;
  /** Puts debugging around what a server serves. */
  around(gateway: Gateway, place: ListeningPlace): DebuggedServer;
  /** Puts everything back as it was. */
  stop(): Promise<void>;
}

export async function startDebugging({ app }: DebuggingOptions): Promise<Debugging> {
  const records = new RequestRecords();
  const reports = new KeptReports();
  const show = (report: Report): void => {
    const { paintError: paint, printError } = runtime.program;
    printError(terminalText(report, { paint, width: process.stderr.columns ?? 100 }));
  };
  const shown = new ProgramDebugger({ app, records, reports, show, pageOf: () => null });
  const restoreConsole = keepOutput(() => records.current?.output);
  const lookAway = seeProcessErrors((line, error) => shown.report(line, error));
  return {
    debugger: shown,
    around: (gateway) => ({
      gateway: records.around(gateway),
      listening: () => {},
      closing: () => {},
    }),
    stop: async () => {
      restoreConsole();
      lookAway();
      return Promise.resolve();
    },
  };
}
