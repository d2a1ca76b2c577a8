// A program with a debugger and one error, on a real socket: `/fails` answers with the page of a report, `/missing`
// with that of a 404, `/api` with the problem document of an application that lets every origin read it.

import { debugEndpoints, reportPath } from "../../src/debug/endpoints.ts";
import { Guard, type GuardOptions } from "../../src/debug/guard.ts";
import type { Capture } from "../../src/debug/locals.ts";
import { missPage } from "../../src/debug/miss-page.ts";
import { pageHeaders, reportPage } from "../../src/debug/page.ts";
import type { Report } from "../../src/debug/report.ts";
import { HeaderFields, type Gateway, type Outgoing } from "../../src/gateway.ts";
import { listen } from "../../src/runtimes/node/listen.ts";
import { captureOf, missed, report } from "./report-fixture.ts";

export interface ReportServer {
  /** Such as `http://127.0.0.1:40321`. */
  readonly url: string;
  readonly port: number;
  readonly guard: Guard;
  /** What was asked for, of everything but `/__hipflask__/events`: method, path, and status. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

export interface ReportServerOptions extends GuardOptions {
  readonly port?: number;
  readonly startId?: string;
  readonly shown?: Report;
  /** Behind each error of the report, by its number; of the others there is a sentence that says so. */
  readonly captures?: readonly (Capture | string)[];
}

export async function startReportServer(options: ReportServerOptions = {}): Promise<ReportServer> {
  const { port = 0, startId = "start1", shown = report, captures = [captureOf(shown)] } = options;
  const guard = new Guard(options);
  const log: string[] = [];
  const closing = new AbortController();
  const program: Gateway = (incoming) => {
    const { pathname } = new URL(incoming.target, "http://localhost");
    const answersGet = incoming.method === "GET";
    switch (pathname) {
      case "/fails":
        return pageAnswer(
          500,
          reportPage(shown, { ...guard.grant(incoming), startId, reloads: answersGet }),
        );
      case "/missing":
        return pageAnswer(404, missPage(missed, { startId, reloads: answersGet }));
      case "/api":
        return {
          status: 500,
          headers: new HeaderFields({
            "content-type": "application/problem+json",
            "access-control-allow-origin": "*",
          }),
          body: JSON.stringify({
            status: 500,
            title: "Internal Server Error",
            debug: reportPath(shown.id),
          }),
        };
      default:
        return text(200, "<!doctype html><title>Shop</title><h1>Shop</h1>");
    }
  };
  const gateway = debugEndpoints(program, {
    guard,
    startId,
    closing: closing.signal,
    findReport: (id) => (id === shown.id ? shown : undefined),
    captureOf: (_, error) =>
      Promise.resolve(captures[error] ?? "Nothing was captured when this error was thrown."),
  });
  const server = await listen({
    host: "127.0.0.1",
    port,
    gateway: async (incoming) => {
      const outgoing = await gateway(incoming);
      if (!incoming.target.endsWith("/events")) {
        log.push(`${incoming.method} ${incoming.target} ${outgoing.status}`);
      }
      return outgoing;
    },
    refuse: ({ status, detail }) => text(status, detail),
    onError: (error) => log.push(String(error)),
  });
  return {
    url: server.url,
    port: server.port,
    guard,
    log,
    async close() {
      closing.abort();
      await server.close({ drainTimeoutMs: 100 });
    },
  };
}

function pageAnswer(status: number, body: string): Outgoing {
  return { status, headers: new HeaderFields(pageHeaders), body };
}

function text(status: number, body: string): Outgoing {
  return { status, headers: new HeaderFields({ "content-type": "text/html" }), body };
}
