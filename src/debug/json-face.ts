// A report as members of a problem document: what a program that asks for JSON is told.

import type { ProblemDocument } from "../errors/problem.ts";
import { plain } from "../runtimes/paint.ts";
import type { Report, ReportedError } from "./report.ts";
import { frameLines } from "./terminal/frame-lines.ts";

/**
 * The document with `detail`, `fix` where one is known, and `trace`: lines for people, each error followed by its
 * frames, those of others folded.
 *
 * @param page The URL of the report's page, as the member `debug`; null where there is none.
 */
export function problemWithReport(
  document: ProblemDocument,
  { errors }: Report,
  page: string | null,
): ProblemDocument {
  const [first] = errors;
  if (first === undefined) return document;
  return {
    ...document,
    detail: headOf(first),
    ...(first.fix === null ? {} : { fix: first.fix }),
    trace: errors.flatMap((error) => [
      leadOf(error) + headOf(error),
      ...frameLines(error.frames, plain),
    ]),
    ...(page === null ? {} : { debug: page }),
  };
}

function headOf({ message, name }: ReportedError): string {
  return message === "" ? name : `${name}: ${message}`;
}

function leadOf({ relation }: ReportedError): string {
  return relation === "thrown" ? "" : relation === "cause" ? "caused by " : "together with ";
}
