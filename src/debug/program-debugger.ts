// The debugger of an application: makes a report of each error that nobody foresaw, shows it in the terminal, and
// tells clients of it.

import type { BaseContext } from "../core/context.ts";
import type { Debugger, DebugPage } from "../core/debugger.ts";
import type { ProblemDocument } from "../errors/problem.ts";
import { RouteNotFound } from "../core/miss.ts";
import { answerMiss, answerPage, wantsPage } from "./browser-face.ts";
import { problemWithReport } from "./json-face.ts";
import type { KeptReports } from "./kept-reports.ts";
import { makeReport } from "./make-report.ts";
import { missesOf, problemWithMisses, type Routed } from "./missed-routes.ts";
import type { Report } from "./report.ts";
import type { Explainer } from "./reported-request.ts";
import type { RequestRecords } from "./request-record.ts";

/** What is asked of the application: what happens to a request, and which routes there are. */
export interface DebuggedApplication extends Explainer, Routed {}

export interface ProgramDebuggerOptions {
  readonly app: DebuggedApplication;
  readonly records: RequestRecords;
  readonly reports: KeptReports;
  readonly startId: string;
  /** Shows a report in the terminal, with the link to its page. */
  show(report: Report, link: string | null): void;
  /** Shows that of an error which ends the process, and its page with it. */
  showLast(report: Report): void;
}

export class ProgramDebugger implements Debugger {
  readonly #options: ProgramDebuggerOptions;

  constructor(options: ProgramDebuggerOptions) {
    this.#options = options;
  }

  report(line: string, error: unknown, context?: BaseContext): void {
    this.#report(line, error, context, false);
  }

  /** The same for an error that ends the process. */
  reportLast(line: string, error: unknown): void {
    this.#report(line, error, undefined, true);
  }

  #report(line: string, error: unknown, context: BaseContext | undefined, isLast: boolean): void {
    try {
      const { app, records, reports, show, showLast } = this.#options;
      const record = records.current;
      // An error that comes by again on its way out has been shown.
      if (record?.reports.has(error) === true) return;
      const made = makeReport({
        title: line,
        error,
        context,
        incoming: record?.incoming,
        app,
        output: record?.output.lines,
      });
      reports.add(made);
      record?.reports.set(error, made.report);
      if (isLast) showLast(made.report);
      else show(made.report, record?.server.linkOf(made.report) ?? null);
    } catch (failure) {
      // Whatever is wrong with the report, the error must be seen.
      console.error(line, error);
      console.error("its report could not be made", failure);
    }
  }

  describe(thrown: unknown, document: ProblemDocument): ProblemDocument {
    try {
      const { app, records } = this.#options;
      const { incoming, server } = records.current ?? {};
      const refusal = incoming && server?.guard.refuseReport(incoming.authority);
      if (typeof refusal === "string") return withheld(document, refusal);
      if (thrown instanceof RouteNotFound && incoming !== undefined) {
        return problemWithMisses(document, missesOf(app.router, incoming));
      }
      const report = this.#reportOf(thrown);
      if (report === undefined) return document;
      return problemWithReport(document, report, server?.pageOf(report) ?? null);
    } catch {
      return document;
    }
  }

  page(thrown: unknown): DebugPage | null {
    try {
      const { app, records, startId } = this.#options;
      if (records.current === undefined || !wantsPage(records.current.incoming)) return null;
      const { incoming, server } = records.current;
      if (server.guard.refuseReport(incoming.authority) !== null) return null;
      // Who may not ask for news of restarts is not made to.
      const ownStart = server.guard.allowsHost(incoming.authority) ? startId : null;
      if (thrown instanceof RouteNotFound) return answerMiss(app, incoming, ownStart);
      const report = this.#reportOf(thrown);
      return report === undefined ? null : answerPage(report, incoming, server.guard, ownStart);
    } catch {
      return null;
    }
  }

  /** That of an error, or of what it was made of to be sent. */
  #reportOf(thrown: unknown): Report | undefined {
    return this.#reportOfItself(thrown) ?? this.#reportOfCause(thrown);
  }

  #reportOfCause(thrown: unknown): Report | undefined {
    return thrown instanceof Error && thrown.cause !== undefined
      ? this.#reportOfItself(thrown.cause)
      : undefined;
  }

  // What is no object is known only within its request.
  #reportOfItself(thrown: unknown): Report | undefined {
    const { records, reports } = this.#options;
    return records.current?.reports.get(thrown) ?? reports.about(thrown);
  }
}

// What it would be in production, and for whoever reads it the reason. An error that the program meant for clients needs none.
function withheld(document: ProblemDocument, refusal: string): ProblemDocument {
  return document.status < 500 ? document : { ...document, debug: refusal };
}
