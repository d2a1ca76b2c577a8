// The debugger of an application: makes a report of each error that nobody foresaw, shows it in the terminal, and
// tells clients of it.

import type { BaseContext } from "../core/context.ts";
import type { Debugger, DebugPage } from "../core/debugger.ts";
import type { ProblemDocument } from "../errors/problem.ts";
import { problemWithReport } from "./json-face.ts";
import type { KeptReports } from "./kept-reports.ts";
import { makeReport } from "./make-report.ts";
import type { Report } from "./report.ts";
import type { Explainer } from "./reported-request.ts";
import type { RequestRecords } from "./request-record.ts";

export interface ProgramDebuggerOptions {
  readonly app: Explainer;
  readonly records: RequestRecords;
  readonly reports: KeptReports;
  /** Shows a report in the terminal. */
  show(report: Report): void;
  /** The URL of a report's page, for everybody to know; null where there is none. */
  pageOf(report: Report): string | null;
}

export class ProgramDebugger implements Debugger {
  readonly #options: ProgramDebuggerOptions;

  constructor(options: ProgramDebuggerOptions) {
    this.#options = options;
  }

  report(line: string, error: unknown, context?: BaseContext): void {
    try {
      const { app, records, reports, show } = this.#options;
      const record = records.current;
      // An error that comes by again on its way out has been shown.
      if (record?.reports.has(error) === true) return;
      const output = record?.output.lines;
      const made = makeReport({
        title: line,
        error,
        context,
        incoming: record?.incoming,
        app,
        output,
      });
      reports.add(made);
      record?.reports.set(error, made.report);
      show(made.report);
    } catch (failure) {
      // Whatever is wrong with the report, the error must be seen.
      console.error(line, error);
      console.error("its report could not be made", failure);
    }
  }

  describe(thrown: unknown, document: ProblemDocument): ProblemDocument {
    const report = this.#reportOf(thrown);
    return report === undefined
      ? document
      : problemWithReport(document, report, this.#options.pageOf(report));
  }

  page(_thrown: unknown, _document: ProblemDocument): DebugPage | null {
    return null;
  }

  /** That of an error, or of what it was made of to be sent. */
  #reportOf(thrown: unknown): Report | undefined {
    const own = this.#options.records.current?.reports;
    return (
      own?.get(thrown) ?? this.#options.reports.about(thrown) ?? this.#reportOfCause(thrown, own)
    );
  }

  #reportOfCause(
    thrown: unknown,
    own: ReadonlyMap<unknown, Report> | undefined,
  ): Report | undefined {
    if (!(thrown instanceof Error) || thrown.cause === undefined) return undefined;
    return own?.get(thrown.cause) ?? this.#options.reports.about(thrown.cause);
  }
}
