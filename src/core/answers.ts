// Short ways to the answers that are not JSON.

import { Response } from "./response.ts";

/**
 * Text as an HTML page.
 *
 * What goes into the text is yours to escape.
 * @example
 * html("<h1>Users</h1>").headers.get("content-type"); // => "text/html; charset=utf-8"
 */
export function html(text: string, status = 200): Response {
  return new Response(text, { status, mimetype: "text/html" });
}

/**
 * An answer without a body, 204.
 *
 * @example
 * noContent().status; // => 204
 */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}
