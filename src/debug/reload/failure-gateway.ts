// What clients are told while the program cannot answer: why, whatever they ask for. A browser gets the page of the
// report, which loads again by itself when the program is back.

import { problemMediaType, type ProblemDocument } from "../../errors/problem.ts";
import { HeaderFields } from "../../http/headers.ts";
import type { Gateway, Incoming, Outgoing } from "../../gateway.ts";
import { answerPage, wantsPage } from "../browser-face.ts";
import { debugEndpoints, reportPath } from "../endpoints.ts";
import { Guard, newToken } from "../guard.ts";
import { problemWithReport } from "../json-face.ts";
import type { Report } from "../report.ts";

export interface Failure {
  /** What people call the program: `app.ts`. */
  readonly name: string;
  readonly report: Report;
  /** The names beside those of this machine by which the page may be asked for. */
  readonly hosts: readonly string[];
}

const noVariables = "The program does not run, so there are no variables and no console.";

export function failureGateway({ hosts, name, report }: Failure): Gateway {
  const guard = new Guard({ hosts, consoleRefusal: noVariables });
  const startId = newToken().slice(0, 16);
  const answer = (incoming: Incoming): Outgoing => {
    const { authority, scheme } = incoming;
    const document = problemOf(name, report.title);
    const refusal = guard.refuseReport(authority);
    if (refusal !== null) return problem({ ...document, debug: refusal });
    // Who may not ask for news of restarts is not made to.
    const isAllowed = guard.allowsHost(authority);
    if (wantsPage(incoming)) {
      const { headers, text } = answerPage(report, incoming, guard, isAllowed ? startId : null);
      return { status: 500, headers: new HeaderFields(headers), body: text };
    }
    const page = isAllowed ? `${scheme}://${authority}${reportPath(report.id)}` : null;
    return problem(problemWithReport(document, report, page));
  };
  return debugEndpoints(answer, {
    guard,
    startId,
    findReport: (id) => (id === report.id ? report : undefined),
    captureOf: async () => Promise.resolve(noVariables),
  });
}

/** The answer to a message that is no request, too. */
export function failureAnswer(name: string, detail: string): Outgoing {
  return problem(problemOf(name, detail));
}

function problemOf(name: string, detail: string): ProblemDocument {
  return {
    type: "about:blank",
    title: "Internal Server Error",
    status: 500,
    detail,
    program: name,
  };
}

function problem(document: ProblemDocument): Outgoing {
  return {
    status: 500,
    headers: new HeaderFields([
      ["content-type", problemMediaType],
      ["cache-control", "no-store"],
    ]),
    body: `${JSON.stringify(document, null, 2)}\n`,
  };
}
