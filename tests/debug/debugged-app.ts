// An application with a debugger, whose reports are kept for a test to look at.
import { Hipflask, type HipflaskOptions } from "../../src/app/hipflask.ts";
import { KeptReports } from "../../src/debug/kept-reports.ts";
import { ProgramDebugger } from "../../src/debug/program-debugger.ts";
import type { Report } from "../../src/debug/report.ts";
import { RequestRecords } from "../../src/debug/request-record.ts";
import { fetchHandler } from "../../src/runtimes/web/fetch-handler.ts";

export interface DebuggedApp {
  readonly app: Hipflask;
  readonly shown: readonly Report[];
  readonly records: RequestRecords;
  send(path: string, init?: RequestInit): Promise<Response>;
}

export function debuggedApp(options: HipflaskOptions = {}): DebuggedApp {
  const app = new Hipflask(options);
  const shown: Report[] = [];
  const records = new RequestRecords();
  app.debug = true;
  app.debugger = new ProgramDebugger({
    app,
    records,
    reports: new KeptReports(),
    show: (report) => void shown.push(report),
    pageOf: ({ id }) => `http://127.0.0.1:5000/__hipflask__/reports/${id}`,
  });
  const handle = fetchHandler(records.around(app.handle));
  return {
    app,
    shown,
    records,
    send: async (path, init) => handle(new Request(new URL(path, "http://127.0.0.1:5000"), init)),
  };
}
