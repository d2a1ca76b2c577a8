// The cookies that a test client keeps, and where they are sent.
// Source: RFC 6265 §5.3 and §5.4, but for lists of domains that are nobody's own.

import { parseSetCookie, stringifyCookie } from "cookie";

interface StoredCookie {
  readonly name: string;
  readonly value: string;
  /** Null for every host. */
  readonly domain: string | null;
  /** Whether hosts below the domain get it too. */
  readonly reachesBelow: boolean;
  readonly path: string;
  readonly isSecure: boolean;
  readonly expiresMs: number;
}

export class CookieJar {
  readonly #cookies = new Map<string, StoredCookie>();

  /** Takes the `Set-Cookie` lines of an answer to a request for `url`. */
  store(lines: readonly string[], url: URL): void {
    for (const line of lines) {
      const given = parseSetCookie(line);
      const { name, value = "", maxAge, expires, secure = false } = given;
      const domain = given.domain?.replace(/^\./, "").toLowerCase() ?? "";
      // A host cannot set cookies for others.
      if (domain !== "" && !hostMatches(url.hostname, domain)) continue;
      const expiresMs =
        maxAge !== undefined ? Date.now() + maxAge * 1000 : (expires?.getTime() ?? Infinity);
      const path = given.path?.startsWith("/") === true ? given.path : defaultPath(url.pathname);
      // One that the test has set is another value of the same cookie.
      this.#cookies.delete(keyOf({ name, domain: null, path }));
      this.#keep({
        name,
        value,
        domain: domain || url.hostname,
        reachesBelow: domain !== "",
        path,
        isSecure: secure,
        expiresMs,
      });
    }
  }

  #keep(cookie: StoredCookie): void {
    const key = keyOf(cookie);
    if (cookie.expiresMs <= Date.now()) this.#cookies.delete(key);
    else this.#cookies.set(key, cookie);
  }

  /** The cookies that go with a request for `url`, by name; of several with one name the nearest. */
  sent(url: URL): ReadonlyMap<string, string> {
    return new Map(
      this.#sent(url)
        .toReversed()
        .map(({ name, value }) => [name, value]),
    );
  }

  /** The `Cookie` header for a request for `url`; empty if there are none. */
  header(url: URL): string {
    return this.#sent(url)
      .map(({ name, value }) => stringifyCookie({ [name]: value }))
      .join("; ");
  }

  #sent(url: URL): StoredCookie[] {
    return [...this.#cookies.values()]
      .filter((cookie) => cookie.expiresMs > Date.now() && isFor(cookie, url))
      .toSorted((a, b) => b.path.length - a.path.length);
  }

  /** The value of a cookie, or undefined. */
  get(name: string): string | undefined {
    return [...this.#cookies.values()].find(
      (cookie) => cookie.name === name && cookie.expiresMs > Date.now(),
    )?.value;
  }

  /** Sets a cookie for every path of every host. */
  set(name: string, value: string): void {
    const expiresMs = Infinity;
    this.delete(name);
    this.#keep({
      name,
      value,
      domain: null,
      reachesBelow: false,
      path: "/",
      isSecure: false,
      expiresMs,
    });
  }

  delete(name: string): void {
    for (const [key, cookie] of this.#cookies) {
      if (cookie.name === name) this.#cookies.delete(key);
    }
  }
}

function keyOf({ name, domain, path }: Pick<StoredCookie, "name" | "domain" | "path">): string {
  return `${name};${domain};${path}`;
}

function isFor({ domain, isSecure, path, reachesBelow }: StoredCookie, url: URL): boolean {
  // As browsers do, a connection within this machine counts as secure.
  if (isSecure && url.protocol !== "https:" && url.hostname !== "localhost") return false;
  const host = url.hostname;
  const isHost = domain === null || (reachesBelow ? hostMatches(host, domain) : host === domain);
  return isHost && pathMatches(url.pathname, path);
}

// RFC 6265 §5.1.3
function hostMatches(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

// RFC 6265 §5.1.4
function defaultPath(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}

function pathMatches(path: string, cookiePath: string): boolean {
  if (path === cookiePath) return true;
  return path.startsWith(cookiePath.endsWith("/") ? cookiePath : `${cookiePath}/`);
}
