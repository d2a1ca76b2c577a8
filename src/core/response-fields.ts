// The fields of a response by their meaning: cookies, caching, dates, tags. What they look like is in http/.

import { formatCacheControl, type CacheDirectives } from "../http/cache-control.ts";
import { httpDate, parseHttpDate } from "../http/date.ts";
import { formatEntityTag } from "../http/etag.ts";
import type { HeaderFields } from "../http/headers.ts";
import { formatDeletedCookie, formatSetCookie, type CookieOptions } from "../http/set-cookie.ts";
import { addToVary } from "../http/vary.ts";

/** What a deleted cookie must have in common with the one that was set. */
export type DeleteCookieOptions = Omit<CookieOptions, "maxAge" | "expires">;

/** The part of a response that speaks of its fields. */
export abstract class ResponseFields {
  abstract get headers(): HeaderFields;

  /**
   * Adds a cookie.
   *
   * The value may be any text; it is percent-encoded where a cookie could not hold it, and `cookies` decodes it.
   * @throws {TypeError} `cookie-name`, `cookie-value`, `cookie-option`; `cookie-size` above 4,096 bytes.
   * @example
   * const response = new Response("ok");
   * response.setCookie("theme", "dark mode", { httpOnly: true, sameSite: "Lax" });
   * response.headers.getSetCookie(); // => ["theme=dark%20mode; HttpOnly; Path=/; SameSite=Lax"]
   * @see Flask's `Response.set_cookie`
   */
  setCookie(name: string, value = "", options?: CookieOptions): void {
    this.headers.append("set-cookie", formatSetCookie(name, value, options));
  }

  /**
   * Makes the client forget a cookie, which was set with the same path and domain.
   *
   * @throws {TypeError} `cookie-name`, `cookie-option`.
   * @see Flask's `Response.delete_cookie`
   */
  deleteCookie(name: string, options?: DeleteCookieOptions): void {
    this.headers.append("set-cookie", formatDeletedCookie(name, options));
  }

  /**
   * Says what the answer depends on besides its URL, so that caches keep the answers apart. What is named already stays.
   *
   * @throws {TypeError} `header-value`
   * @example
   * const response = new Response("hallo", { headers: { vary: "Accept" } });
   * response.vary("Accept-Language", "accept");
   * response.headers.get("vary"); // => "Accept, Accept-Language"
   */
  vary(...names: readonly string[]): void {
    const { headers } = this;
    headers.set("vary", addToVary(headers.get("vary"), names));
  }

  /**
   * Says how long, and by whom, the response may be kept; replaces what was said before.
   *
   * @throws {TypeError} `cache-directive`
   * @example
   * const response = new Response("x");
   * response.cacheControl({ public: true, maxAge: 60 });
   * response.headers.get("cache-control"); // => "public, max-age=60"
   */
  cacheControl(directives: CacheDirectives): void {
    const field = formatCacheControl(directives);
    if (field === "") this.headers.delete("cache-control");
    else this.headers.set("cache-control", field);
  }

  /** When the content last changed, to the second; null if the response does not say. */
  get lastModified(): Date | null {
    return readDate(this.headers.get("last-modified"));
  }

  /** @throws {TypeError} `header-date` */
  set lastModified(date: Date | null) {
    writeDate(this.headers, "last-modified", date);
  }

  /** When the response becomes stale; null if it does not say. `cacheControl({ maxAge })` says it better. */
  get expires(): Date | null {
    return readDate(this.headers.get("expires"));
  }

  /** @throws {TypeError} `header-date` */
  set expires(date: Date | null) {
    writeDate(this.headers, "expires", date);
  }

  /**
   * Names the version of the content.
   *
   * @param tag Without quotes.
   * @param weak Whether equal tags only promise equal meaning, not equal bytes.
   * @throws {TypeError} `entity-tag`
   * @example
   * const response = new Response("x");
   * response.setETag("v1");
   * response.headers.get("etag"); // => '"v1"'
   */
  setETag(tag: string, weak = false): void {
    this.headers.set("etag", formatEntityTag(tag, weak));
  }
}

function readDate(field: string | null): Date | null {
  const epochMs = field === null ? null : parseHttpDate(field);
  return epochMs === null ? null : new Date(epochMs);
}

function writeDate(headers: HeaderFields, name: string, date: Date | null): void {
  if (date === null) headers.delete(name);
  else if (date instanceof Date && Number.isFinite(date.getTime())) {
    headers.set(name, httpDate(date.getTime()));
  } else {
    throw new TypeError(
      `Cannot send ${name}: ${String(date)}: it must be a Date that exists, or null\n` +
        `Fix: write new Date(milliseconds)    [header-date]`,
    );
  }
}
