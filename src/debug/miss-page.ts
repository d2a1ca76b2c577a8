// The page in the place of a 404: the routes that were perhaps meant, and all that there are.

import type { ListedRoute } from "../core/route-list.ts";
import type { NearMiss } from "../routing/near-misses.ts";
import { markup, type Markup } from "./markup.ts";
import { page } from "./page-shell.ts";

type ShownRoute = Pick<ListedRoute, "methods" | "path" | "endpoint" | "host" | "place">;

/** A request that no route takes. */
export interface MissedRequest {
  readonly method: string;
  /** As sent. */
  readonly path: string;
  readonly misses: readonly Pick<NearMiss, "rule" | "methods" | "place" | "reason">[];
  readonly routes: readonly ShownRoute[];
}

export interface MissPageOptions {
  readonly startId: string | null;
  /** Whether the tab loads its URL again by itself when the program is back. */
  readonly reloads: boolean;
}

/** A whole document; it is sent with `pageHeaders`. */
export function missPage(missed: MissedRequest, { startId, reloads }: MissPageOptions): string {
  const { method, path, misses, routes } = missed;
  const title = `${method} ${path}`;
  return page({
    title: `404: ${title}`,
    bar: markup`<p class="happening"><strong>${title}</strong></p>`,
    main: markup`<section class="error"><h1><span class="name">404 Not Found</span> <span class="message">No route takes <code>${path}</code></span></h1>
${nearest(misses)}
</section>
${routes.length === 0 ? markup`<p class="note">There is no route yet.</p>` : tableOf(routes)}`,
    facts: { startId, reloads },
  });
}

function nearest(misses: MissedRequest["misses"]): Markup | null {
  if (misses.length === 0) return null;
  return markup`<h2 class="asks">Did you mean</h2>
<ul class="misses">${misses.map(
    ({ rule, methods, place, reason }) =>
      markup`<li><p><span class="methods">${methods.join(" ")}</span> <code class="call">${ruleOf(rule)}</code>${place !== null && markup` <span class="place">${place}</span>`}</p>
<p class="reason">${quoted(reason)}</p></li>`,
  )}</ul>`;
}

function tableOf(routes: readonly ShownRoute[]): Markup {
  const rows = routes.map(
    ({ methods, path, host, endpoint, place }) =>
      markup`<tr><td class="methods">${methods.join(" ")}</td><td><code>${ruleOf(`${host ?? ""}${path}`)}</code></td><td>${endpoint}</td><td class="place">${place}</td></tr>`,
  );
  return markup`<section class="routes" aria-labelledby="routes"><h2 id="routes">Routes <span class="count">${routes.length}</span></h2>
<table><thead><tr><th scope="col">Methods</th><th scope="col">Rule</th><th scope="col">Endpoint</th><th scope="col">Place</th></tr></thead>
<tbody>${rows}</tbody></table></section>`;
}

// What varies stands out.
function ruleOf(rule: string): readonly Markup[] {
  return rule
    .split(/(<[^<>]*>)/)
    .map((part) =>
      part.startsWith("<") ? markup`<span class="s">${part}</span>` : markup`${part}`,
    );
}

// Reasons quote with backticks, as Markdown does.
function quoted(reason: string): readonly Markup[] {
  return reason
    .split("`")
    .map((part, i) => (i % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`));
}
