// The report of an error, put together of everything that is known where it is made.

import type { BaseContext } from "../core/context.ts";
import { incomingOf } from "../core/context.ts";
import type { Incoming } from "../gateway.ts";
import { reportedEnvironment } from "./environment.ts";
import type { OutputLine, Report } from "./report.ts";
import { reportedErrors, type FindPlace } from "./reported-errors.ts";
import { reportedRequest, reportedRoute, type Explainer } from "./reported-request.ts";

export interface ReportInput {
  /** What failed: `GET /users/7 failed`. */
  readonly title: string;
  readonly error: unknown;
  /** The request, as far as the application has come with it. */
  readonly context?: BaseContext | undefined;
  /** The request, where the application has made nothing of it. */
  readonly incoming?: Incoming | undefined;
  readonly app?: Explainer | undefined;
  readonly output?: readonly OutputLine[] | undefined;
  readonly findPlace?: FindPlace | undefined;
}

/** A report, and what its errors were: by index, for whoever wants to know more of one. */
export interface MadeReport {
  readonly report: Report;
  readonly thrown: readonly unknown[];
}

/** Also for errors outside of requests: what is not given is not in it. */
export function makeReport(input: ReportInput): MadeReport {
  const { app, context, error, output = [], title } = input;
  const incoming = context === undefined ? input.incoming : incomingOf(context);
  const request = incoming === undefined ? null : orNull(() => reportedRequest(incoming, context));
  const route =
    app === undefined || context === undefined || incoming === undefined
      ? null
      : orNull(() => reportedRoute(app, incoming, context));
  const found = reportedErrors(error, input.findPlace);
  const report: Report = {
    id: newId(),
    at: new Date().toISOString(),
    title,
    errors: found.map(({ reported }) => reported),
    request,
    route,
    environment: reportedEnvironment(),
    output,
  };
  return { report, thrown: found.map(({ thrown }) => thrown) };
}

// A part that cannot be made is left out: the error itself matters most.
function orNull<Part>(make: () => Part): Part | null {
  try {
    return make();
  } catch {
    return null;
  }
}

/** Random: whoever does not have the link does not find the page. */
function newId(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(9))).toString("hex");
}
