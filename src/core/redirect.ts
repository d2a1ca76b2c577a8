// Redirects: where to, said so that no browser can take it for another site, and with the status that fits the request.

import type { Outgoing } from "../gateway.ts";
import { Response, type ConditionalRequest } from "./response.ts";

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

// After these the client must go on with GET: with 302 some would send the body again.
const writingMethods: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * Sends the client to another place.
 *
 * @param location A path or an absolute URL. Never one that a client chose: that is an open redirect.
 * @param status 302 unless given, and 303 in answer to POST, PUT, PATCH or DELETE; 307 and 308 keep method and body.
 * @throws {RangeError} `redirect-status` if the status does not redirect.
 * @throws {TypeError} `redirect-location` if the location could run a script or leave the site unseen.
 * @example
 * redirect("/users/7", 303).headers.get("location"); // => "/users/7"
 * redirect("//evil.example"); // throws redirect-location
 * @example
 * const app = new Hipflask();
 * app.route("/login", { methods: ["GET", "POST"] }, () => redirect("/"));
 * const client = app.testClient();
 * (await client.get("/login")).status; // => 302
 * (await client.post("/login")).status; // => 303
 * @see Flask's `redirect`
 */
export function redirect(location: string, status?: number): Response {
  if (status !== undefined && !redirectStatuses.has(status)) {
    throw new RangeError(
      `Cannot redirect with status ${status}: it must be 301, 302, 303, 307 or 308\n` +
        `Fix: leave it out for 302, or 303 after a POST    [redirect-status]`,
    );
  }
  checkLocation(location);
  const headers = { location: encodeLocation(location) };
  return status === undefined ? new Redirect(headers) : new Response(null, { status, headers });
}

/** A redirect whose status depends on the request that it answers. */
class Redirect extends Response {
  constructor(headers: Record<string, string>) {
    super(null, { headers });
    super.suggestStatus(302);
  }

  // As the answer of an error handler it still redirects.
  override suggestStatus(_status: number): void {}

  override outgoing(request: ConditionalRequest): Outgoing {
    const status = this.chosenStatus ?? (writingMethods.has(request.method) ? 303 : 302);
    return { ...super.outgoing(request), status };
  }
}

function checkLocation(location: string): void {
  // A browser drops tabs and line breaks wherever they are, and controls and spaces in front (WHATWG URL §4.4).
  const seen = location.replaceAll(/[\t\r\n]/g, "").replace(/^[\0- ]+/, "");
  // It then reads `//host` and `/\host` as another site.
  const isOtherSite = /^[/\\]{2}/.test(seen);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(seen)?.[1]?.toLowerCase();
  const isWeb = /^https?:\/\/[^/\\]/i.test(seen);
  if (!isOtherSite && (scheme === undefined || isWeb)) return;
  throw new TypeError(
    `Cannot redirect to ${JSON.stringify(location.slice(0, 80))}: it must be a path or an http(s) URL\n` +
      `Fix: to leave the site write the whole URL, https://…    [redirect-location]`,
  );
}

// A field value is ASCII here; what is already percent-encoded stays as it is.
function encodeLocation(location: string): string {
  return location.replaceAll(/[^!#-;=?-[\]_a-z~]/gu, encodeURIComponent);
}
