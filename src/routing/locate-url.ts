// From a URL that was built to the text that a client can use: below the mount path, with scheme
// and host where they are asked for or the rule names another host.

import { SetupError } from "../errors/setup-error.ts";
import type { BuiltUrl } from "./build-url.ts";

/** Where the application is, as the request or the configuration says. */
export interface UrlBase {
  /** "http" or "https". */
  readonly scheme: string;
  /** With a port, where it is not the scheme's own: "example.com:8080". */
  readonly authority: string;
  /** What the application is mounted below: "" or "/api". */
  readonly mountPath: string;
}

export interface UrlForm {
  /** Whether scheme and host are written. Default: only if a scheme is given, or the rule has another host. */
  readonly external?: boolean | undefined;
  /** "" for a URL that keeps the scheme of the page it stands in. The base's unless given. */
  readonly scheme?: string | undefined;
}

/**
 * Writes a built URL as text.
 *
 * @param base Undefined where neither a request nor the configuration says where the application is.
 * @throws {SetupError} `url-build` if the URL needs a host and there is none, or a scheme is given for one without.
 * @example
 * const base = { scheme: "http", authority: "example.com:80", mountPath: "/api" };
 * locateUrl({ host: undefined, path: "/users" }, base); // => "/api/users"
 * locateUrl({ host: undefined, path: "/users" }, base, { external: true }); // => "http://example.com/api/users"
 * locateUrl({ host: "eu.example.com", path: "/" }, base, { scheme: "https" }); // => "https://eu.example.com/api/"
 */
export function locateUrl(
  { host, path }: BuiltUrl,
  base: UrlBase | undefined,
  { external, scheme }: UrlForm = {},
): string {
  const mounted = (base?.mountPath ?? "") + path;
  const isElsewhere = host !== undefined && host !== hostOf(base?.authority ?? "");
  if (scheme !== undefined && external === false) {
    throw locateError(path, "a scheme is given for a URL without a host", "leave one of them out");
  }
  if (external === false && isElsewhere) {
    throw locateError(path, `it is at ${host}, but shall be without a host`, "leave external out");
  }
  if (!isElsewhere && external !== true && scheme === undefined) return mounted;
  const used = scheme ?? base?.scheme ?? "";
  // Another scheme has another port of its own.
  const here = withoutOwnPort(base?.scheme ?? "", base?.authority.toLowerCase() ?? "");
  const authority = host === undefined ? here : host + portOf(here);
  if (authority === "") {
    throw locateError(
      path,
      "outside of a request nothing says what its host is",
      'give the application a serverName, such as "example.com"',
    );
  }
  if (!/^(?:[a-z][a-z0-9+.-]*)?$/i.test(used)) {
    throw locateError(path, `${JSON.stringify(used)} is no scheme`, 'write scheme: "https"');
  }
  return `${used === "" ? "" : `${used}:`}//${withoutOwnPort(used, authority)}${mounted}`;
}

function hostOf(authority: string): string {
  return authority.replace(/:[0-9]*$/, "").toLowerCase();
}

function portOf(authority: string): string {
  return /:[0-9]+$/.exec(authority)?.[0] ?? "";
}

function withoutOwnPort(scheme: string, authority: string): string {
  const own = { http: ":80", ws: ":80", https: ":443", wss: ":443" }[scheme];
  return own !== undefined && authority.endsWith(own) ? authority.slice(0, -own.length) : authority;
}

function locateError(path: string, problem: string, fix: string): SetupError {
  return new SetupError({
    code: "url-build",
    message: `Cannot build a URL for ${path}: ${problem}`,
    fix,
  });
}
