// An application with a debugger, and what it has shown in the terminal.
import { Hipflask, type HipflaskOptions } from "../../src/app/hipflask.ts";
import { DebuggedServer } from "../../src/debug/debugged-server.ts";
import { KeptReports } from "../../src/debug/kept-reports.ts";
import { ProgramDebugger } from "../../src/debug/program-debugger.ts";
import type { Report } from "../../src/debug/report.ts";
import { RequestRecords } from "../../src/debug/request-record.ts";
import { fetchHandler } from "../../src/runtimes/web/fetch-handler.ts";

export interface DebuggedApp {
  readonly app: Hipflask;
  readonly shown: readonly Report[];
  readonly links: readonly (string | null)[];
  readonly records: RequestRecords;
  send(path: string, init?: RequestInit): Promise<Response>;
}

/** @param refusal Why there is no console. */
export function debuggedApp(
  options: HipflaskOptions = {},
  refusal: string | null = null,
): DebuggedApp {
  const app = new Hipflask(options);
  const shown: Report[] = [];
  const links: (string | null)[] = [];
  const records = new RequestRecords();
  const reports = new KeptReports();
  const startId = "start1";
  app.debug = true;
  app.debugger = new ProgramDebugger({
    app,
    records,
    reports,
    startId,
    show: (report, link) => {
      shown.push(report);
      links.push(link);
    },
    showLast: (report) => void shown.push(report),
  });
  const shared = {
    records,
    startId,
    token: "t0ken",
    hosts: [],
    findReport: (id: string) => reports.find(id),
    captureOf: async () => Promise.resolve("not captured"),
  };
  const server = new DebuggedServer(app.handle, shared, refusal);
  const url = "http://127.0.0.1:5000";
  server.listening({ host: "127.0.0.1", port: 5000, path: null, url, close: async () => {} });
  const handle = fetchHandler(server.gateway);
  return {
    app,
    shown,
    links,
    records,
    send: async (path, init) => handle(new Request(new URL(path, url), init)),
  };
}
