// An error as what a client reads: a problem document, or a page where an application wants browsers to get one.
// In production nothing of an unforeseen error is in it.

import { HTTPError } from "../errors/http-error.ts";
import { problemDocument, problemMediaType, type ProblemDocument } from "../errors/problem.ts";
import type { Outgoing } from "../gateway.ts";
import { HeaderFields } from "../http/headers.ts";
import { acceptMediaTypes } from "../http/accept.ts";
import type { Application } from "./application.ts";
import { sharedContentType } from "./content-type.ts";
import type { BaseContext } from "./context.ts";
import type { DebugPage } from "./debugger.ts";
import { unforeseen } from "./error-handlers.ts";
import { errorPage } from "./error-page.ts";
import { JsonResponse } from "./jsonify.ts";
import { Response } from "./response.ts";
import { varyByAccept } from "./stream-negotiation.ts";

type Teller = Pick<Application, "debug" | "debugger">;

/** The answer to an error that no handler of the program answers. */
export function problemResponse(app: Application, context: BaseContext, thrown: unknown): Response {
  const { headers, status } = httpErrorOf(thrown);
  const document = problemOf(app, thrown, context.path);
  const init = headers === undefined ? { status } : { status, headers };
  if (!app.errorPages && app.debugger === null) {
    return new JsonResponse(document, init, problemMediaType);
  }
  const page = pageOf(app, context, thrown, document);
  const response =
    page === null
      ? new JsonResponse(document, init, problemMediaType)
      : new Response(page.text, { ...init, mimetype: "text/html" });
  for (const [name, value] of new HeaderFields(page?.headers)) response.headers.set(name, value);
  varyByAccept(response.headers);
  return response;
}

/** What the client may know of what was thrown. */
export function problemOf(app: Teller, thrown: unknown, path: string): ProblemDocument {
  const error = httpErrorOf(thrown);
  const document = problemDocument(error, path);
  if (app.debugger !== null) return app.debugger.describe(thrown, document);
  return error === thrown || !app.debug ? document : { ...document, ...debugDetail(thrown) };
}

/**
 * The answer to what was thrown outside of hooks and error handlers, with the fields of its own.
 *
 * @throws {TypeError} If these cannot be sent.
 */
export function plainProblem(app: Teller, thrown: unknown, path: string): Outgoing {
  const { headers, status } = httpErrorOf(thrown);
  const fields = new HeaderFields(headers);
  const document = problemOf(app, thrown, path);
  const page = app.debugger?.page(thrown) ?? null;
  for (const [name, value] of new HeaderFields(page?.headers)) fields.set(name, value);
  fields.set("content-type", page === null ? problemMediaType : "text/html; charset=utf-8");
  const body = page?.text ?? JSON.stringify(document, undefined, app.debug ? 2 : 0);
  return { status, headers: fields, body };
}

function pageOf(
  app: Application,
  context: BaseContext,
  thrown: unknown,
  document: ProblemDocument,
): DebugPage | null {
  const page = app.debugger?.page(thrown) ?? null;
  if (page !== null || !app.errorPages) return page;
  return prefersPage(context.headers.get("accept"))
    ? { text: errorPage(document), headers: {} }
    : null;
}

function httpErrorOf(thrown: unknown): HTTPError {
  return thrown instanceof HTTPError ? thrown : unforeseen(thrown);
}

/** Whether a client wants a page. Browsers name text/html; whoever names nothing, or anything, is a program. */
export function prefersPage(accept: string | null): boolean {
  const best = acceptMediaTypes(accept).best(problemMediaType, "application/json", "text/html");
  return best === "text/html";
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
