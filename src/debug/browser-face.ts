// A report, or the routes that a request missed, as a page for whoever has come with a browser.

import type { DebugPage } from "../core/debugger.ts";
import { prefersPage } from "../core/problem-response.ts";
import type { Incoming } from "../gateway.ts";
import type { Guard } from "./guard.ts";
import { missPage } from "./miss-page.ts";
import { missesOf, type Routed } from "./missed-routes.ts";
import { pageHeaders, reportPage } from "./page.ts";
import type { Report } from "./report.ts";
import { pathOf } from "../http/target-parts.ts";

/** Whether whoever asks has come with a browser. */
export function wantsPage({ headers }: Pick<Incoming, "headers">): boolean {
  return prefersPage(headers.get("accept"));
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
      path: pathOf(target),
      misses: missesOf(app.router, incoming),
      routes: app.routes(),
    },
    { startId, reloads: method === "GET" },
  );
  return { text, headers: pageHeaders };
}
