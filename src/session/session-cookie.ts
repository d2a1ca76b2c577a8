// The `Set-Cookie` line of a session.
// Source: RFC 6265 §4.1, and CHIPS for Partitioned. What stands in it was checked with the settings.

import { formatDeletedCookie, formatSetCookie } from "../http/set-cookie.ts";
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
  // Before the line is written, which has a limit of its own.
  const leastBytes = cookieName.length + 1 + content.value.length;
  if (leastBytes > maxCookieBytes) throw tooLarge(leastBytes, maxCookieBytes);
  const options = {
    domain,
    path,
    httpOnly,
    secure: secure === "auto" ? content.isSecure : secure,
    sameSite: sameSite === false ? undefined : sameSite,
    partitioned,
  };
  const expires = content.expiresMs === null ? undefined : new Date(content.expiresMs);
  const line =
    content.value === ""
      ? formatDeletedCookie(cookieName, options)
      : formatSetCookie(cookieName, content.value, { ...options, expires });
  // Latin-1 throughout, so that characters are bytes.
  if (line.length > maxCookieBytes) throw tooLarge(line.length, maxCookieBytes);
  return line;
}

function tooLarge(bytes: number, maxCookieBytes: number): RangeError {
  return new RangeError(
    `Cannot save the session: its cookie would have ${bytes} bytes, and browsers drop what is over ${maxCookieBytes}\n` +
      "Fix: store less, or only a key to look the rest up by; or keep sessions on the server: " +
      "session: { store: new RedisStore(client) }    [session-too-large]",
  );
}
