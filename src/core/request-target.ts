// What a request asks for: its method, its path and query, and the URLs that they are parts of.
// Nothing is made of them before it is asked for.

import { BadRequest } from "../errors/status-errors.ts";
import type { Incoming } from "../gateway.ts";
import { Query } from "./query.ts";
import { pathOf, queryOf } from "../http/target-parts.ts";

/**
 * The part of a request that says what it wants.
 *
 * Its URLs are made of the `Host` field, which is whatever the client wrote, unless the application
 * has `trustedHosts`: decide nothing by it otherwise.
 */
export class RequestTarget {
  /** @internal */
  protected readonly incoming: Incoming;
  #query: Query | undefined;
  #url: URL | undefined;

  /** @internal */
  constructor(incoming: Incoming) {
    this.incoming = incoming;
  }

  get method(): string {
    return this.incoming.method;
  }

  /** The path as sent, still percent-encoded. */
  get path(): string {
    return pathOf(this.incoming.target);
  }

  /** The query as sent, still percent-encoded, without its question mark. */
  get queryString(): string {
    return queryOf(this.incoming.target);
  }

  get query(): Query {
    this.#query ??= new Query(this.queryString);
    return this.#query;
  }

  /** Path and query as sent, with the question mark even if there is no query, as in Flask. */
  get fullPath(): string {
    return `${this.path}?${this.queryString}`;
  }

  /**
   * The URL as the client sees it, as far as its Host field is honest.
   *
   * @throws {HTTPError} 400 if that field names no host, such as `1.2.3.999`.
   */
  get url(): URL {
    const { target } = this.incoming;
    // Joined as text: resolving `//host` against a base would believe the path to be a host.
    const text = `${this.#origin}${this.mountPath}${target === "*" ? "" : target}`;
    try {
      this.#url ??= new URL(text);
    } catch (cause) {
      throw new BadRequest("the Host field names no host", { cause });
    }
    return this.#url;
  }

  /** The URL without its query, as text: `https://example.com/users`. */
  get baseUrl(): string {
    const { path } = this;
    return `${this.#origin}${this.mountPath}${path === "*" ? "/" : path}`;
  }

  /** The URL of the application's root, as text: `https://example.com/`, or `https://example.com/api/` behind a proxy. */
  get rootUrl(): string {
    return `${this.#origin}${this.mountPath}/`;
  }

  /** The URL of the host, as text: `https://example.com/`. */
  get hostUrl(): string {
    return `${this.#origin}/`;
  }

  /** The host that was asked for, with its port unless it is the scheme's own; empty if none was. */
  get host(): string {
    const { authority, scheme } = this.incoming;
    const port = scheme === "https" ? ":443" : ":80";
    return authority.endsWith(port) ? authority.slice(0, -port.length) : authority;
  }

  get scheme(): "http" | "https" {
    return this.incoming.scheme;
  }

  /** Whether it came over HTTPS. */
  get isSecure(): boolean {
    return this.incoming.scheme === "https";
  }

  /** The part of the path in front of the application, which a proxy has taken off: `/api`; empty without one. */
  get mountPath(): string {
    return this.incoming.mountPath ?? "";
  }

  /** The address of the peer; empty where the runtime does not tell. With `proxyFix`, of the client. */
  get remoteAddress(): string {
    return this.incoming.remoteAddress;
  }

  /**
   * The addresses that the request passed, the client's first.
   *
   * Only the peer's unless `proxyFix` trusts a proxy that says more; and then what stands left of the
   * trusted proxies' own entries is what the client claims.
   */
  get accessRoute(): readonly string[] {
    const { accessRoute, remoteAddress } = this.incoming;
    return accessRoute ?? (remoteAddress === "" ? [] : [remoteAddress]);
  }

  get #origin(): string {
    return `${this.incoming.scheme}://${this.host || "localhost"}`;
  }
}
