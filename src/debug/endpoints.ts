// What the debugger answers below `/__hipflask__/`: pages of reports, the variables and the console of their
// frames, and news of restarts. Everything else goes to the application, untouched.

import { BodyError, HeaderFields } from "../gateway.ts";
import type { Gateway, Incoming, Outgoing, Refusal } from "../gateway.ts";
import { problemMediaType } from "../errors/problem.ts";
import { reasonPhrase } from "../http/status.ts";
import type { Guard } from "./guard.ts";
import { matchFrames } from "./locals/match-frames.ts";
import type { Capture, Evaluation, Variable } from "./locals.ts";
import { pageMark } from "./page-shell.ts";
import { lostPage, pageHeaders, reportPage } from "./page.ts";
import type { Report } from "./report.ts";
import { restartEvents } from "./restart-events.ts";
import { pathOf } from "../http/target-parts.ts";

const base = "/__hipflask__/";

// An expression is typed or pasted; nothing else of any size is sent here.
const maxBodyBytes = 65_536;

export interface DebugEndpointsOptions {
  readonly guard: Guard;
  /** Tells this start of the program from others; open pages reload when they meet another. */
  readonly startId: string;
  /** Ends the streams of restarts, which a shutdown would else wait for. */
  readonly closing?: AbortSignal;
  findReport(id: string): Report | undefined;
  /**
   * The variables at the throw of one of a report's errors, or a sentence that says why there are none.
   *
   * @param error The index of one of `report.errors`.
   */
  captureOf(report: Report, error: number): Promise<Capture | string>;
}

/** Where a report is to be seen: a path, which names no host and holds no secret. */
export function reportPath(id: string): string {
  return `${base}reports/${id}`;
}

/** Adds the debugger's own paths to a gateway, and sees to it that its pages leave with their fields. */
export function debugEndpoints(next: Gateway, options: DebugEndpointsOptions): Gateway {
  return (incoming) => {
    const path = pathOf(incoming.target);
    if (path.startsWith(base)) return answer(incoming, path.slice(base.length), options);
    const outgoing = next(incoming);
    return outgoing instanceof Promise ? outgoing.then(sealed) : sealed(outgoing);
  };
}

/**
 * Gives a page the fields that it needs to be safe, whatever the hooks of the program have made of them: an application
 * that sets a policy for its own pages would else weaken this one, or keep it from running.
 */
function sealed(outgoing: Outgoing): Outgoing {
  if (!outgoing.headers.has(pageMark)) return outgoing;
  const headers = new HeaderFields(outgoing.headers);
  headers.delete(pageMark);
  for (const [name, value] of Object.entries(pageHeaders)) {
    if (name !== pageMark) headers.set(name, value);
  }
  return { ...outgoing, headers };
}

function answer(
  incoming: Incoming,
  path: string,
  options: DebugEndpointsOptions,
): Outgoing | Promise<Outgoing> {
  const report = /^reports\/([A-Za-z0-9]+)$/.exec(path);
  if (report !== null) return pageOf(incoming, report[1]!, options);
  if (path === "events") return events(incoming, options);
  const question = Object.hasOwn(questions, path) ? questions[path] : undefined;
  if (question !== undefined) return ask(incoming, question, options);
  const refusal = options.guard.refuse(incoming);
  return refuse(
    refusal ?? { status: 404, code: "debug-request", detail: "The debugger has no such path." },
  );
}

function pageOf(
  incoming: Incoming,
  id: string,
  { guard, startId, findReport }: DebugEndpointsOptions,
): Outgoing {
  const { method, authority } = incoming;
  if (!guard.allowsHost(authority)) return refuse(guard.refuse(incoming)!);
  if (method !== "GET" && method !== "HEAD") {
    return refuse({ status: 405, code: "debug-request", detail: "This path answers GET only." });
  }
  const report = findReport(id);
  const html =
    report === undefined
      ? lostPage({ startId })
      : reportPage(report, { ...guard.grant(incoming), startId, reloads: false });
  const headers = new HeaderFields(pageHeaders);
  const body = method === "HEAD" ? null : html;
  return sealed({ status: report === undefined ? 404 : 200, headers, body });
}

function events(incoming: Incoming, { guard, startId, closing }: DebugEndpointsOptions): Outgoing {
  const refusal = guard.refuse(incoming);
  if (refusal !== null) return refuse(refusal);
  if (incoming.method !== "GET") {
    return refuse({ status: 405, code: "debug-request", detail: "This path answers GET only." });
  }
  const ends =
    closing === undefined ? incoming.signal : AbortSignal.any([incoming.signal, closing]);
  const headers = new HeaderFields({ ...fieldsOfData, "content-type": "text/event-stream" });
  return { status: 200, headers, body: restartEvents(startId, ends) };
}

/** What a page may ask of a capture; `body` is what it sent, of whatever types. */
type Question = (
  body: Readonly<Record<string, unknown>>,
  report: Report,
  capture: Capture | string,
) => unknown;

const questions: Readonly<Record<string, Question>> = {
  locals({ error }, report, capture) {
    const { frames = [] } = at(report.errors, error) ?? {};
    if (typeof capture === "string") return { reason: capture, frames: [] };
    // For each frame its variables with the number by which the page asks for it, or why it has none.
    const found = matchFrames(frames, capture.frames).map((frame) => {
      if (typeof frame === "string") return frame;
      const { variables, omitted } = capture.frames[frame]!;
      return { frame, variables, omitted };
    });
    return { reason: null, frames: found };
  },
  async expand({ handle }, _, capture): Promise<{ readonly variables: readonly Variable[] }> {
    if (typeof capture === "string" || typeof handle !== "string") return { variables: [] };
    return { variables: await capture.expand(handle) };
  },
  async evaluate({ frame, expression }, _, capture): Promise<Evaluation> {
    if (typeof capture === "string") return { ok: false, error: capture };
    if (typeof expression !== "string" || at(capture.frames, frame) === undefined) {
      return { ok: false, error: "There is no such frame any more." };
    }
    return capture.evaluate(frame as number, expression);
  },
};

/** One of a list, by what a client says is its number. */
function at<Item>(list: readonly Item[], index: unknown): Item | undefined {
  return typeof index === "number" ? list[index] : undefined;
}

async function ask(
  incoming: Incoming,
  question: Question,
  { guard, findReport, captureOf }: DebugEndpointsOptions,
): Promise<Outgoing> {
  const refusal = guard.refuseConsole(incoming);
  if (refusal !== null) return refuse(refusal);
  let body;
  try {
    body = JSON.parse(new TextDecoder().decode(await incoming.readBody(maxBodyBytes))) as unknown;
  } catch (error) {
    if (error instanceof BodyError) return refuse(error);
    return refuse({ status: 400, code: "debug-request", detail: "The body is not JSON." });
  }
  const fields = (body ?? {}) as Readonly<Record<string, unknown>>;
  const report = findReport(String(fields["report"]));
  if (report === undefined || at(report.errors, fields["error"]) === undefined) {
    return refuse({
      status: 404,
      code: "debug-request",
      detail: "This report is no longer kept: only the latest are.",
    });
  }
  const capture = await captureOf(report, fields["error"] as number);
  const headers = new HeaderFields({ ...fieldsOfData, "content-type": "application/json" });
  return { status: 200, headers, body: JSON.stringify(await question(fields, report, capture)) };
}

// Read by the debugger's own pages, kept by nobody, and no page of another origin may even load it. No CORS, ever.
const fieldsOfData = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
};

function refuse({ status, code, detail }: Refusal): Outgoing {
  const problem = { type: "about:blank", title: reasonPhrase(status), status, detail, code };
  const headers = new HeaderFields({ ...fieldsOfData, "content-type": problemMediaType });
  return { status, headers, body: JSON.stringify(problem) };
}
