// The cookies that a client sends back.
// Source: RFC 6265 §5.4; the quoted form is RFC 2109's, which Python's cookies still have.

import { parseCookie } from "cookie";
import { percentDecode } from "../http/form-urlencoded.ts";
import { trimWhitespace } from "../http/token.ts";

/** The cookies of a request; the first of a repeated name counts. */
export type Cookies = Readonly<Record<string, string | undefined>>;

/**
 * The cookies of a `Cookie` field. What has no name is no cookie: `=a=1` would pass for `a=1`.
 *
 * @example
 * ({ ...readCookies('a=1; a=2; b="x y"; =c') }); // => { a: "1", b: "x y" }
 */
export function readCookies(field: string): Cookies {
  const cookies = parseCookie(field, { decode: decodeValue });
  delete cookies[""];
  return cookies;
}

/**
 * All values of a cookie, in the order they were sent: several if it was set for several paths or domains.
 *
 * @example
 * readCookieValues("a=1; b=2; a=3", "a"); // => ["1", "3"]
 */
export function readCookieValues(field: string, name: string): readonly string[] {
  const values: string[] = [];
  for (const pair of field.split(";")) {
    const equals = pair.indexOf("=");
    if (equals === -1 || trimWhitespace(pair, 0, equals) !== name) continue;
    values.push(decodeValue(trimWhitespace(pair, equals + 1)));
  }
  return name === "" ? [] : values;
}

function decodeValue(value: string): string {
  if (value.length < 2 || !value.startsWith('"') || !value.endsWith('"')) {
    return percentDecode(value);
  }
  const inner = value.slice(1, -1);
  if (!inner.includes("\\")) return inner;
  // Octal escapes stand for the bytes of UTF-8: they are made those of a URL, and undone as one.
  return percentDecode(
    inner
      .replaceAll("%", "%25")
      .replaceAll(/\\([0-3][0-7]{2}|.)/gs, (_, escaped: string) =>
        escaped.length === 3
          ? `%${Number.parseInt(escaped, 8).toString(16).padStart(2, "0")}`
          : escaped,
      ),
  );
}
