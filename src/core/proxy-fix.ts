// Behind a proxy, a request seems to come from the proxy, over the proxy's scheme, for the proxy's host.
// This layer puts back what the client really did, as far as proxies that are trusted say so.
// Nothing is believed that is not configured: any client can write these fields.

import { BadRequest } from "../errors/status-errors.ts";
import { SetupError } from "../errors/setup-error.ts";
import type { Gateway, Incoming } from "../gateway.ts";
import { isAuthority } from "../http/authority.ts";
import {
  forwardedNames,
  fromForwarded,
  fromXForwarded,
  type ForwardedLists,
  type ForwardedName,
} from "./forwarded-facts.ts";
import { canonicalAddress, networkTest } from "./ip-networks.ts";
import { bareProblem } from "./problem-response.ts";
import { ProxiedIncoming, type ClientFacts } from "./proxied-incoming.ts";
import { pathOf } from "../http/target-parts.ts";

/** Which proxies are trusted, and with what. */
export interface ProxyFixOptions {
  /**
   * How many proxies every request passes, or the networks that they are in: `1`, or
   * `["10.0.0.0/8", "loopback"]`. `private`, `loopback` and `linklocal` are names of networks.
   */
  readonly trusted: number | readonly string[];
  /** Whether they set `X-Forwarded-For`, the address of the client; true unless given. A number: so many of them. */
  readonly for?: boolean | number | undefined;
  /** Whether they set `X-Forwarded-Proto`, `http` or `https`; true unless given. */
  readonly proto?: boolean | number | undefined;
  /** Whether they set `X-Forwarded-Host`; false unless given. */
  readonly host?: boolean | number | undefined;
  /** Whether they set `X-Forwarded-Port`; false unless given. */
  readonly port?: boolean | number | undefined;
  /** Whether they set `X-Forwarded-Prefix`, the path that they took off; false unless given. */
  readonly prefix?: boolean | number | undefined;
  /** `forwarded` if they set `Forwarded` (RFC 7239) instead; it has no port and no prefix of its own. */
  readonly header?: "x-forwarded" | "forwarded" | undefined;
}

/**
 * A layer that makes requests look as the client made them, for `app.wrap`.
 *
 * Name only fields that your proxies really set: what they pass on untouched, the client wrote.
 * What a trusted proxy says and cannot be true, such as a scheme `ftp`, is answered with 400.
 *
 * @throws {SetupError} `proxy-fix`.
 * @example
 * const seen = async (headers: Record<string, string>) => {
 *   const layer = proxyFix({ trusted: 1, host: true });
 *   const gateway = layer((incoming) => ({
 *     status: 200,
 *     headers: new HeaderFields(),
 *     body: `${incoming.scheme}://${incoming.authority} for ${incoming.remoteAddress}`,
 *   }));
 *   const incoming = {
 *     ...{ method: "GET", target: "/", scheme: "http" as const, authority: "10.0.0.5" },
 *     ...{ headers: new HeaderFields(headers), remoteAddress: "10.0.0.1", upgrade: null },
 *     ...{ signal: new AbortController().signal, hasBody: false },
 *     readBody: () => new Uint8Array(0),
 *     streamBody: async function* () {},
 *   };
 *   return (await gateway(incoming)).body;
 * };
 * await seen({
 *   "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
 *   "X-Forwarded-Proto": "https",
 *   "X-Forwarded-Host": "example.com",
 * }); // => "https://example.com for 198.51.100.7"
 * @see Werkzeug's `ProxyFix`
 */
export function proxyFix(options: ProxyFixOptions): (next: Gateway) => Gateway {
  const { trusted, header = "x-forwarded" } = options;
  const hops = checkedHops(options);
  const isTrusted = typeof trusted === "number" ? null : checkedNetworks(trusted);
  return (next) => (incoming) => {
    if (isTrusted !== null && !isTrusted(incoming.remoteAddress)) return next(incoming);
    const lists =
      header === "forwarded" ? fromForwarded(incoming.headers) : fromXForwarded(incoming.headers);
    if (lists === null) return refuse(incoming, "Forwarded");
    const said =
      isTrusted === null ? saidByCount(lists, hops) : saidByNetwork(lists, hops, isTrusted);
    const facts = factsOf(incoming, lists, said);
    if (typeof facts === "string") return refuse(incoming, facts);
    return next(new ProxiedIncoming(incoming, facts));
  };
}

/** How many proxies to believe about each thing; 0 none. */
type Hops = Readonly<Record<ForwardedName, number>>;

/** What the farthest trusted proxy says; undefined if it says nothing. */
type Said = Readonly<Partial<Record<ForwardedName, string | undefined>>>;

// Every request has passed all of them: with fewer values than proxies, it came another way.
function saidByCount(lists: ForwardedLists, hops: Hops): Said {
  return each((name) => (hops[name] === 0 ? undefined : lists[name].at(-hops[name])));
}

// From the nearest on, as long as each names another that is trusted; the first who is not is the client.
function saidByNetwork(
  lists: ForwardedLists,
  hops: Hops,
  isTrusted: (address: string) => boolean,
): Said {
  const addresses = lists.for;
  let farthest = 1;
  if (hops.for > 0) {
    while (
      farthest < addresses.length &&
      isTrusted(canonicalAddress(addresses.at(-farthest)!) ?? "")
    ) {
      farthest++;
    }
  }
  // Many proxies replace a field where others append to it.
  return each((name) =>
    hops[name] === 0 ? undefined : (lists[name].at(-farthest) ?? lists[name][0]),
  );
}

function each(value: (name: ForwardedName) => string | undefined): Said {
  return Object.fromEntries(forwardedNames.map((name) => [name, value(name) || undefined]));
}

/** The facts, or the name of what cannot be true. */
function factsOf(
  incoming: Incoming,
  lists: ForwardedLists,
  said: Said,
): ClientFacts | ForwardedName {
  const scheme = said.proto?.toLowerCase() ?? incoming.scheme;
  if (scheme !== "http" && scheme !== "https") return "proto";
  let authority = said.host ?? incoming.authority;
  if (said.host !== undefined && !isAuthority(authority)) return "host";
  if (said.port !== undefined) {
    if (!/^[1-9]\d{0,4}$/.test(said.port) || Number(said.port) > 65_535) return "port";
    authority = `${authority.replace(/:\d*$/, "")}:${said.port}`;
  }
  const mountPath = said.prefix?.replace(/\/$/, "") ?? incoming.mountPath ?? "";
  if (said.prefix !== undefined && !isMountPath(mountPath)) return "prefix";
  const { remoteAddress } = incoming;
  return {
    scheme,
    authority,
    mountPath,
    // `unknown`, or a name that hides an address (RFC 7239 §6): there is none to tell.
    remoteAddress: said.for === undefined ? remoteAddress : (canonicalAddress(said.for) ?? ""),
    accessRoute: said.for === undefined ? [remoteAddress] : lists.for,
  };
}

// Segments that are not empty, or `//host` would lead elsewhere; and none that a client would resolve away.
function isMountPath(path: string): boolean {
  return (
    path === "" ||
    (/^\/[A-Za-z0-9\-._~!$&'()*+,;=:@%/]*$/.test(path) &&
      path
        .slice(1)
        .split("/")
        .every((segment) => segment !== "" && segment !== "." && segment !== ".."))
  );
}

function refuse({ target }: Incoming, what: string): ReturnType<Gateway> {
  return bareProblem(new BadRequest(`a proxy says what cannot be: ${what}`), pathOf(target));
}

const saidByDefault: Readonly<Record<ForwardedName, boolean>> = {
  for: true,
  proto: true,
  host: false,
  port: false,
  prefix: false,
};

function checkedHops(options: ProxyFixOptions): Hops {
  const { trusted } = options;
  const most = typeof trusted === "number" ? trusted : 1;
  const hops = (name: ForwardedName): number => {
    const given = options[name] ?? saidByDefault[name];
    if (typeof given === "number" && typeof trusted !== "number") {
      throw refused(`${name}: ${given}`, "how many proxies there are is told by their networks");
    }
    const count = typeof given === "number" ? given : given ? most : 0;
    if (!Number.isInteger(count) || count < 0) {
      throw refused(`${name}: ${count}`, "it must be true, false or how many proxies set it");
    }
    return count;
  };
  if (typeof trusted === "number" && (!Number.isInteger(trusted) || trusted < 1)) {
    throw refused(`trusted: ${trusted}`, "a number of proxies is 1 or more");
  }
  return Object.fromEntries(forwardedNames.map((name) => [name, hops(name)])) as Hops;
}

function checkedNetworks(networks: readonly string[]): (address: string) => boolean {
  if (Array.isArray(networks) && networks.length > 0) {
    try {
      return networkTest(networks);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw refused(JSON.stringify(error.message), "it is no network");
    }
  }
  throw refused(`trusted: ${JSON.stringify(networks)}`, "it must name at least one network");
}

function refused(what: string, why: string): SetupError {
  return new SetupError({
    code: "proxy-fix",
    message: `Cannot trust proxies by ${what}: ${why}`,
    fix: 'write proxyFix({ trusted: 1 }) for one proxy, or proxyFix({ trusted: ["10.0.0.0/8"] }) for those of a network',
  });
}
