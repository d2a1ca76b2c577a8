// The page of a report. All that is known stands in it and can be read without a script; the script adds what has to be
// asked for: the variables of each frame, a console in it, and news of restarts.

import { errorSection } from "./error-section.ts";
import { markup } from "./markup.ts";
import { page } from "./page-shell.ts";
import type { Report } from "./report.ts";
import { plain } from "../runtimes/paint.ts";
import { terminalText } from "./terminal/terminal-face.ts";
import { environmentSection, outputSection, requestSection, routeSection } from "./sections.ts";

export { pageHeaders } from "./page-shell.ts";

export interface PageOptions {
  /** Lets the page ask for variables and evaluate; null where it may not. What a Guard grants has both fields. */
  readonly token: string | null;
  /** Why it may not. */
  readonly refusal: string | null;
  /** Which start of the program made the page: an open page looks out for another. null where it does not. */
  readonly startId: string | null;
  /**
   * Whether the tab loads its URL again by itself when the program is back: only where the page answers a GET of
   * that very URL. Else it says that the program was restarted, and leaves it to its reader.
   */
  readonly reloads: boolean;
}

// What is copied goes into issues and chats.
const copiedWidth = 100;

/**
 * The page of a report, a whole document that loads nothing. It is sent with `pageHeaders`.
 *
 * @example
 * const report = {
 *   id: "a1", at: "2026-01-31T12:00:00.000Z", title: "GET / failed", request: null, route: null, environment: [], output: [],
 *   errors: [{ relation: "thrown", depth: 0, name: "Error", message: "no", fix: null, fields: [], frames: [] }],
 * } as const;
 * reportPage(report, { token: null, refusal: "not here", startId: null, reloads: false }).startsWith("<!doctype html>"); // => true
 */
export function reportPage(report: Report, options: PageOptions): string {
  const { id, at, title, errors, request, route, environment, output } = report;
  const { startId, reloads, token, refusal } = options;
  const [first] = errors;
  const around = [
    { id: "output", title: "Output", section: outputSection(output) },
    { id: "request", title: "Request", section: request && requestSection(request) },
    { id: "route", title: "Route", section: route && routeSection(route) },
    { id: "environment", title: "Environment", section: environmentSection(environment) },
  ].filter(({ section }) => section !== null);
  return page({
    title: first === undefined ? title : `${first.name}: ${first.message.split("\n", 1)[0]!}`,
    bar: markup`<p class="happening">
        <strong>${title}</strong> <time datetime="${at}">${at.slice(11, 19)}</time>
      </p>
      <nav aria-label="On this page">
        <a href="#error-0">Trace</a>${around.map(
          (part) => markup`<a href="#${part.id}">${part.title}</a>`,
        )}
      </nav>
      <div class="actions" hidden>
        <button type="button" data-copy="text">Copy text</button>${
          request !== null && markup`<button type="button" data-copy="curl">Copy curl</button>`
        }<button type="button" data-help aria-label="Keyboard shortcuts">?</button>
      </div>`,
    main: markup`${errors.map((error, i) => errorSection(errors, i, refusal))}
      <div class="around">
        ${around.map(
          (part) =>
            markup`<section id="${part.id}" aria-labelledby="${part.id}-title">
              <h2 id="${part.id}-title">${part.title}</h2>
              ${part.section}
            </section>`,
        )}
      </div>`,
    facts: {
      startId,
      reloads,
      token,
      report: id,
      text: terminalText(report, { paint: plain, width: copiedWidth }).trim(),
      curl: request && request.curl,
    },
  });
}

/** The page in the place of a report that is gone: reports are kept in memory, and only the latest of them. */
export function lostPage({ startId }: Pick<PageOptions, "startId">): string {
  return page({
    title: "This report is gone",
    bar: markup`<p class="happening"><strong>This report is gone</strong></p>`,
    main: markup`<section class="error">
      <h1><span class="message">This report is gone</span></h1>
      <p>
        The program keeps its latest reports, and forgets them when it is started again. Send the
        request once more for a new one.
      </p>
    </section>`,
    facts: { startId, reloads: false },
  });
}
