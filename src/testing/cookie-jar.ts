// The cookies that a test client keeps, for the one site that it talks to.
// Source: RFC 6265 §5.3 and §5.4, as far as one host needs them.

import { parseSetCookie, stringifyCookie } from "cookie";

interface StoredCookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly expiresMs: number;
}

export class CookieJar {
  readonly #cookies = new Map<string, StoredCookie>();

  /** Takes the `Set-Cookie` lines of an answer to a request for `path`. */
  store(lines: readonly string[], path: string): void {
    for (const line of lines) {
      const { name, value = "", path: given, maxAge, expires } = parseSetCookie(line);
      const cookiePath = given?.startsWith("/") === true ? given : defaultPath(path);
      const expiresMs =
        maxAge !== undefined ? Date.now() + maxAge * 1000 : (expires?.getTime() ?? Infinity);
      const key = `${name};${cookiePath}`;
      if (expiresMs <= Date.now()) this.#cookies.delete(key);
      else this.#cookies.set(key, { name, value, path: cookiePath, expiresMs });
    }
  }

  /** The `Cookie` header for a request for `path`; empty if there are none. */
  header(path: string): string {
    return [...this.#cookies.values()]
      .filter((cookie) => cookie.expiresMs > Date.now() && pathMatches(path, cookie.path))
      .toSorted((a, b) => b.path.length - a.path.length)
      .map(({ name, value }) => stringifyCookie({ [name]: value }))
      .join("; ");
  }

  /** The value of a cookie, or undefined. */
  get(name: string): string | undefined {
    return [...this.#cookies.values()].find(
      (cookie) => cookie.name === name && cookie.expiresMs > Date.now(),
    )?.value;
  }

  /** Sets a cookie for the whole site. */
  set(name: string, value: string): void {
    this.#cookies.set(`${name};/`, { name, value, path: "/", expiresMs: Infinity });
  }

  delete(name: string): void {
    for (const [key, cookie] of this.#cookies) {
      if (cookie.name === name) this.#cookies.delete(key);
    }
  }
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
