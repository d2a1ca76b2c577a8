// The beginning and the end of debugging an application: what is put in place for it, and how it is put back.

import type { Debugger } from "../core/debugger.ts";
import type { Gateway } from "../gateway.ts";
import { keepOutput } from "./console-output.ts";
import { DebuggedServer } from "./debugged-server.ts";
import { newToken } from "./guard.ts";
import { KeptReports } from "./kept-reports.ts";
import { LazyLocals } from "./lazy-locals.ts";
import { consoleRefusal, type ListeningPlace } from "./loopback.ts";
import { printLastReport, printReport } from "./print-report.ts";
import { seeProcessErrors } from "./process-errors.ts";
import { ProgramDebugger, type DebuggedApplication } from "./program-debugger.ts";
import type { Report } from "./report.ts";
import { RequestRecords } from "./request-record.ts";

export type { DebuggedServer } from "./debugged-server.ts";

export interface DebuggingOptions {
  readonly app: DebuggedApplication;
  /** Whether a page may show variables and evaluate expressions in the frames of an error. */
  readonly console: boolean | "beyond-loopback";
  /** The names beside those of this machine by which the pages may be asked for. */
  readonly hosts: readonly string[];
}

/** The debugging of one application, for as long as one of its servers listens. */
export interface Debugging {
  readonly debugger: Debugger;
  /** Puts debugging around what a server is to serve; everything looks on when it resolves. */
  around(gateway: Gateway, place: ListeningPlace): Promise<DebuggedServer>;
  /** Puts everything back as it was. */
  stop(): Promise<void>;
}

// One for all applications of the process: it is the process that is started anew.
const startId = newToken().slice(0, 16);

export function startDebugging({ app, console, hosts }: DebuggingOptions): Debugging {
  const token = newToken();
  const records = new RequestRecords();
  const reports = new KeptReports();
  const locals = new LazyLocals();
  const shown = new ProgramDebugger({
    app,
    records,
    reports,
    startId,
    show: printReport,
    showLast: printLastReport,
  });
  const restoreConsole = keepOutput(() => records.current?.output);
  const lookAway = seeProcessErrors((line, error) => shown.reportLast(line, error));
  const shared = {
    records,
    token,
    hosts,
    startId,
    findReport: (id: string) => reports.find(id),
    captureOf: async (report: Report, index: number) =>
      locals.captureOf(reports.errorOf(report, index)),
  };
  return {
    debugger: shown,
    around: async (gateway, place) => {
      const refusal = consoleRefusal(place, console);
      // A tab that has waited for the program asks at once, and what it meets should have its variables.
      if (refusal === null) await locals.start();
      return new DebuggedServer(gateway, shared, refusal);
    },
    stop: async () => {
      restoreConsole();
      lookAway();
      await locals.stop();
    },
  };
}
