// An error as the problem document that a client reads. In production nothing of an
// unforeseen error is in it.

import { HTTPError } from "../errors/http-error.ts";
import { problemDocument, problemMediaType, type ProblemDocument } from "../errors/problem.ts";
import type { Outgoing } from "../gateway.ts";
import type { Application } from "./application.ts";
import { sharedContentType } from "./content-type.ts";
import type { BaseContext } from "./context.ts";
import { unforeseen } from "./error-handlers.ts";
import { JsonResponse } from "./jsonify.ts";

/** The problem document of an error, as a response. */
export function problemResponse(
  app: Application,
  context: BaseContext,
  thrown: unknown,
): JsonResponse<ProblemDocument> {
  const error = thrown instanceof HTTPError ? thrown : unforeseen(thrown);
  const document = problemDocument(error, context.path);
  const shown = error === thrown || !app.debug ? document : { ...document, ...debugDetail(thrown) };
  const { headers, status } = error;
  const init = headers === undefined ? { status } : { status, headers };
  return new JsonResponse(shown, init, problemMediaType);
}

function debugDetail(thrown: unknown): { readonly detail: string; readonly trace?: string[] } {
  if (!(thrown instanceof Error)) return { detail: `thrown: ${describe(thrown)}` };
  const trace = String(thrown.stack)
    .split("\n")
    .map((line) => line.trim());
  return { detail: `${thrown.name}: ${thrown.message}`, trace };
}

// Whatever can be thrown, an object without a prototype too, which no text can be made of.
function describe(thrown: unknown): string {
  return typeof thrown === "object" && thrown !== null
    ? Object.prototype.toString.call(thrown)
    : String(thrown);
}

/** The problem document of an error, ready to send: no hook, no encoder, nothing that could fail. */
export function bareProblem(error: HTTPError, instance?: string): Outgoing {
  return {
    status: error.status,
    headers: sharedContentType(problemMediaType),
    body: JSON.stringify(problemDocument(error, instance)),
  };
}
