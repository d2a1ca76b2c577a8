// The `Set-Cookie` line of a session.
// Source: RFC 6265 §4.1, and CHIPS for Partitioned. What stands in it was checked with the settings.

import type { SessionSettings } from "./session-options.ts";

/** What a line says beyond the settings. */
export interface CookieContent {
  /** Empty deletes the cookie. */
  readonly value: string;
  /** When the browser forgets it, in milliseconds; null for when its window closes. */
  readonly expiresMs: number | null;
  /** Whether the request came over https. */
  readonly isSecure: boolean;
}

/**
 * Writes the line, its attributes in Flask's order: `session=s1.e30.x; Secure; HttpOnly; Path=/; SameSite=Lax`.
 *
 * @throws {RangeError} `session-too-large` if browsers would drop it.
 */
export function sessionCookie(settings: SessionSettings, content: CookieContent): string {
  const { cookieName, domain, httpOnly, maxCookieBytes, partitioned, path, sameSite, secure } =
    settings;
  let line = `${cookieName}=${content.value}`;
  if (domain !== undefined) line += `; Domain=${domain}`;
  if (content.value === "") line += "; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0";
  else if (content.expiresMs !== null) {
    line += `; Expires=${new Date(content.expiresMs).toUTCString()}`;
  }
  if (secure === "auto" ? content.isSecure : secure) line += "; Secure";
  if (httpOnly) line += "; HttpOnly";
  line += `; Path=${path}`;
  if (sameSite !== false) line += `; SameSite=${sameSite[0]!.toUpperCase()}${sameSite.slice(1)}`;
  if (partitioned) line += "; Partitioned";
  // Latin-1 throughout, so that characters are bytes.
  if (line.length <= maxCookieBytes) return line;
  throw new RangeError(
    `Cannot save the session: its cookie would have ${line.length} bytes, and browsers drop what is over ${maxCookieBytes}\n` +
      "Fix: store less, or only a key to look the rest up by; or keep sessions on the server: " +
      "session: { store: new RedisStore(client) }    [session-too-large]",
  );
}
