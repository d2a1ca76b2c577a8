// An error as a small page for people who came with a browser. Everything in it is escaped, and in production
// nothing of an unforeseen error is in it: it says what the problem document would.

import type { ProblemDocument } from "../errors/problem.ts";
import { escapeHTML } from "./escape-html.ts";

/**
 * The page of a problem document: its status and title, and the detail if there is one.
 *
 * @example
 * errorPage({ type: "about:blank", title: "Not Found", status: 404 }).startsWith("<!doctype html>"); // => true
 */
export function errorPage({ status, title, detail }: ProblemDocument): string {
  const heading = escapeHTML(`${status} ${title}`);
  const lines = detail === undefined ? "" : `<p>${escapeHTML(detail)}</p>\n`;
  return (
    `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n` +
    `<meta name="viewport" content="width=device-width">\n` +
    `<title>${heading}</title>\n<h1>${heading}</h1>\n${lines}</html>\n`
  );
}
