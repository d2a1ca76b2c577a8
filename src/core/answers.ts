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

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Sends the client to another place.
 *
 * @param location A path or an absolute URL. Never one that a client chose: that is an open redirect.
 * @param status 302 unless given; 303 answers a form, 307 and 308 keep method and body.
 * @throws {RangeError} `redirect-status` if the status does not redirect.
 * @throws {TypeError} `redirect-location` if the location could run a script or leave the site unseen.
 * @example
 * redirect("/users/7", 303).headers.get("location"); // => "/users/7"
 * redirect("//evil.example"); // throws redirect-location
 * @see Flask's `redirect`
 */
export function redirect(location: string, status = 302): Response {
  if (!redirectStatuses.has(status)) {
    throw new RangeError(
      `Cannot redirect with status ${status}: it must be 301, 302, 303, 307 or 308\n` +
        `Fix: leave it out for 302    [redirect-status]`,
    );
  }
  // A browser reads `//host` and `/\host` as another site, and drops tabs and line breaks first.
  const isOtherSite = /^[/\\]{2}/.test(location.replaceAll(/[\t\r\n]/g, "").trimStart());
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(location)?.[1]?.toLowerCase();
  if (isOtherSite || (scheme !== undefined && scheme !== "http" && scheme !== "https")) {
    throw new TypeError(
      `Cannot redirect to ${JSON.stringify(location.slice(0, 80))}: it must be a path or an http(s) URL\n` +
        `Fix: to leave the site write the whole URL, https://…    [redirect-location]`,
    );
  }
  return new Response(null, { status, headers: { location: encodeLocation(location) } });
}

// A field value is ASCII here; what is already percent-encoded stays as it is.
function encodeLocation(location: string): string {
  return location.replaceAll(/[^!#-;=?-[\]_a-z~]/gu, encodeURIComponent);
}
