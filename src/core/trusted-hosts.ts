// Which hosts an application answers for. A Host field says whatever its sender likes, and ends up in
// links and redirects; a list of hosts is what makes it a fact.

import { BadRequest } from "../errors/status-errors.ts";
import { SetupError } from "../errors/setup-error.ts";
import type { Gateway } from "../gateway.ts";
import { bareProblem } from "./problem-response.ts";
import { pathOf } from "../http/target-parts.ts";

/** Whether an authority (a host, perhaps with a port) is one of those listed. */
export type HostTest = (authority: string) => boolean;

/**
 * A test for the hosts of a list.
 *
 * `example.com` is that host on any port, `example.com:8080` on that port alone, and `.example.com` is it
 * and all its subdomains.
 *
 * @param option What the list is called where a program writes it.
 * @throws {SetupError} `trusted-hosts`.
 * @example
 * const isTrusted = hostTest(["example.com", ".example.org"]);
 * isTrusted("EXAMPLE.com:8080"); // => true
 * isTrusted("api.example.org"); // => true
 * isTrusted("example.com.evil.example"); // => false
 * @see Flask's `TRUSTED_HOSTS`
 */
export function hostTest(hosts: readonly string[], option = "trustedHosts"): HostTest {
  if (!Array.isArray(hosts) || hosts.length === 0) throw refused(JSON.stringify(hosts), option);
  const exact = new Set<string>();
  const endings: string[] = [];
  for (const host of hosts) {
    const name = hostName(host.startsWith(".") ? host.slice(1) : host, host, option);
    exact.add(name);
    if (host.startsWith(".")) endings.push(`.${name}`);
  }
  return (authority) => {
    const whole = authority.toLowerCase();
    const { host } = splitPort(whole);
    return exact.has(whole) || exact.has(host) || endings.some((ending) => host.endsWith(ending));
  };
}

/**
 * A layer that answers 400 to requests for other hosts, before anything else is done with them.
 *
 * @throws {SetupError} `trusted-hosts`.
 */
export function hostGuard(hosts: readonly string[]): (next: Gateway) => Gateway {
  const isTrusted = hostTest(hosts);
  return (next) => (incoming) => {
    if (isTrusted(incoming.authority)) return next(incoming);
    return bareProblem(new BadRequest("this host is not served here"), pathOf(incoming.target));
  };
}

/** The host as it stands in requests: in lower case, and of other scripts the ASCII form. */
function hostName(text: string, given: string, option: string): string {
  const { host, port } = splitPort(text);
  let url;
  try {
    url = new URL(`http://${text}/`);
  } catch {
    throw refused(JSON.stringify(given), option);
  }
  // What is not only a host would be read as something else: user, path, query.
  if (url.href !== `http://${url.host}/` || /[/@?#\\\s*]/.test(host)) {
    throw refused(JSON.stringify(given), option);
  }
  return port === "" ? url.hostname : `${url.hostname}:${port}`;
}

function splitPort(authority: string): { readonly host: string; readonly port: string } {
  const colon = authority.lastIndexOf(":");
  // A colon before the last bracket belongs to an IPv6 address.
  if (colon === -1 || colon < authority.lastIndexOf("]")) return { host: authority, port: "" };
  return { host: authority.slice(0, colon), port: authority.slice(colon + 1) };
}

function refused(what: string, option: string): SetupError {
  return new SetupError({
    code: "trusted-hosts",
    message: `Cannot use ${what} in ${option}: it must be a list of hosts, each perhaps with a port, or with a leading dot for all its subdomains`,
    fix: `write ${option}: ["example.com", ".example.org"]`,
  });
}
