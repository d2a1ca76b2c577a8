// A report, or the routes that a request missed, as a page for whoever has come with a browser.

import type { DebugPage } from "../core/debugger.ts";
import { problemMediaType } from "../errors/problem.ts";
import type { Incoming } from "../gateway.ts";
import { acceptMediaTypes } from "../http/accept.ts";
import type { Guard } from "./guard.ts";
import { missPage } from "./miss-page.ts";
import { missesOf, type Routed } from "./missed-routes.ts";
import { pageHeaders, reportPage } from "./page.ts";
import type { Report } from "./report.ts";

/** Whether a page is wanted. Browsers name text/html; whoever names nothing, or anything, is a program. */
export function wantsPage({ headers }: Pick<Incoming, "headers">): boolean {
  const accept = acceptMediaTypes(headers.get("accept"));
  return accept.best(problemMediaType, "application/json", "text/html") === "text/html";
}

/** The page that answers a request which failed; with the token, if the guard grants it to this request. */
export function answerPage(
  report: Report,
  incoming: Incoming,
  guard: Guard,
  startId: string | null,
): DebugPage {
  const reloads = incoming.method === "GET";
  const text = reportPage(report, { ...guard.grant(incoming), startId, reloads });
  return { text, headers: pageHeaders };
}

/** The page that answers a request which no route takes. */
export function answerMiss(app: Routed, incoming: Incoming, startId: string | null): DebugPage {
  const { method, target } = incoming;
  const text = missPage(
    {
      method,
      path: target.split("?", 1)[0]!,
      misses: missesOf(app.router, incoming),
      routes: app.routes(),
    },
    { startId, reloads: method === "GET" },
  );
  return { text, headers: pageHeaders };
}
