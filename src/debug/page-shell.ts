// What the debugger's pages have in common: one document that needs nothing else, and the fields it is sent with.
// Its style and its script are files beside this one, read when the first page is made, and let in by their hashes: no
// other script runs, whatever an error's message has in it.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { markup, Markup, scriptJSON } from "./markup.ts";

const read = (name: string): string =>
  readFileSync(new URL(`page/${name}`, import.meta.url), "utf8");

const style = read("page.css");
// In the order of what they stand on. They are modules for those who work on them, and one script for the page.
const scripts = ["page", "values", "console", "frames", "keyboard", "copy", "live"];
const script = scripts
  .map((name) => read(`${name}.js`).replaceAll(/^import [^;]*;\n|^export /gm, ""))
  .join("\n");

const hashOf = (text: string): string =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Says that an answer is one of these pages, on its way through the program. It does not leave the process. */
export const pageMark = "x-hipflask-page";

/** The fields of an answer that is one of these pages. */
export const pageHeaders: Readonly<Record<string, string>> = {
  [pageMark]: "1",
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "img-src data:",
    "connect-src 'self'",
    "base-uri 'none'",
    // There is no form here, but where the page answers one its reader may want it sent again.
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-frame-options": "DENY",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

/** What the script of a page is told. */
export interface PageFacts {
  /** Which start of the program made the page; null where it is not to follow restarts. */
  readonly startId: string | null;
  /** Whether the tab may load its URL again by itself. */
  readonly reloads: boolean;
  readonly report?: string;
  readonly token?: string | null;
  readonly text?: string;
  readonly curl?: string | null;
}

export interface Shell {
  readonly title: string;
  /** The bar at the top, after the flask. */
  readonly bar: Markup;
  readonly main: Markup;
  readonly facts: PageFacts;
}

/** A whole document. */
export function page({ title, bar, main, facts }: Shell): string {
  const document = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
<style>${new Markup(style)}</style>
</head>
<body>
<header class="bar">
${flask}
${bar}
<p class="live" role="status"></p>
</header>
<main>
${main}
</main>
<script type="application/json" id="facts">${scriptJSON(facts)}</script>
<script type="module">${new Markup(script)}</script>
</body>
</html>
`;
  return document.text;
}

// A hip flask: cap, neck, shoulders, and what is in it.
const outline =
  '<path d="M9 2.5h6v3H9z"/><path d="M10 5.5v2c0 1-5 1.5-5 5V19a2.5 2.5 0 0 0 2.5 2.5h9A2.5 2.5 0 0 0 19 19v-6.5c0-3.5-5-4-5-5v-2"/>';
const level = '<path d="M5 14.5h14V19a2.5 2.5 0 0 1-2.5 2.5h-9A2.5 2.5 0 0 1 5 19z"/>';

const flask = new Markup(
  `<svg class="flask" viewBox="0 0 24 24" width="22" height="22" aria-hidden="true"><g class="level">${level}</g><g fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round">${outline}</g></svg>`,
);

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><g fill="#f08c00">${level}</g><g fill="none" stroke="#b35c00" stroke-width="1.8" stroke-linejoin="round">${outline}</g></svg>`;
