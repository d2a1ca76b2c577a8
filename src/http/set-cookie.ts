// One Set-Cookie line. The `cookie` package knows the grammar; what browsers ask for beyond it is here,
// because a cookie that breaks it is dropped without a word.
// Source: RFC 6265 §4.1, and its revision (RFC 6265bis) §4.1.3 (prefixes), §5.6 (sizes), CHIPS (Partitioned).

import { stringifySetCookie, type SetCookie } from "cookie";
import { isToken } from "./token.ts";

export interface CookieOptions {
  /** Seconds from now. Without it and `expires`, the cookie lives as long as the browser runs. */
  readonly maxAge?: number | undefined;
  readonly expires?: Date | undefined;
  /** The paths below which the cookie is sent: `/` unless given; null for that of the request. */
  readonly path?: string | null | undefined;
  /** The host, with all below it, to which it is sent; only the host that set it unless given. */
  readonly domain?: string | undefined;
  /** Only over HTTPS. Implied by `partitioned` and by the names `__Host-…` and `__Secure-…`. */
  readonly secure?: boolean | undefined;
  /** Out of reach of scripts. */
  readonly httpOnly?: boolean | undefined;
  /** Whether it comes with requests from other sites. Browsers take `None` only with `secure`. */
  readonly sameSite?: "Strict" | "Lax" | "None" | "strict" | "lax" | "none" | undefined;
  /** A jar of its own for each site that embeds this one. */
  readonly partitioned?: boolean | undefined;
  /** Which go first when a browser has too many. */
  readonly priority?: "low" | "medium" | "high" | undefined;
}

const optionNames: ReadonlySet<string> = new Set([
  "maxAge",
  "expires",
  "path",
  "domain",
  "secure",
  "httpOnly",
  "sameSite",
  "partitioned",
  "priority",
] satisfies (keyof CookieOptions)[]);

// Name and value together; what is larger, browsers drop.
const maxCookieBytes = 4_096;

/**
 * A `Set-Cookie` line.
 *
 * The value may be any text: what a cookie cannot hold is percent-encoded, and decoded when it is read.
 * @throws {TypeError} `cookie-name`, `cookie-value`, `cookie-option`, `cookie-size`.
 * @example
 * formatSetCookie("theme", "dark", { httpOnly: true }); // => "theme=dark; HttpOnly; Path=/"
 * formatSetCookie("name", "Zoë; x"); // => "name=Zo%C3%AB%3B%20x; Path=/"
 * formatSetCookie("__Host-id", "7"); // => "__Host-id=7; Secure; Path=/"
 * formatSetCookie("__Host-id", "7", { domain: "example.com" }); // throws cookie-option
 */
export function formatSetCookie(name: string, value: string, options: CookieOptions = {}): string {
  if (typeof name !== "string" || !isToken(name)) {
    throw new TypeError(
      `Cannot set cookie ${JSON.stringify(name)}: a name is a token, such as session_id\n` +
        `Fix: use letters, digits, - and _    [cookie-name]`,
    );
  }
  const encoded = encodeValue(name, value);
  const bytes = name.length + encoded.length;
  if (bytes > maxCookieBytes) {
    throw new TypeError(
      `Cannot set cookie ${name}: name and value have ${bytes} bytes, and browsers drop what has more than ${maxCookieBytes}\n` +
        `Fix: keep the data on the server, and only its key in the cookie    [cookie-size]`,
    );
  }
  checkOptions(name, options);
  const { path = "/", secure = impliesSecure(name, options) } = options;
  const cookie = { ...options, name, value: encoded, secure, path, expires: endOf(options) };
  try {
    // The package's types want lower case, its code takes any.
    return inOrder(stringifySetCookie(cookie as SetCookie, { encode: (text) => text }));
  } catch (error) {
    throw refuseOption(name, (error as Error).message, "change it, or leave it out");
  }
}

/** The line that makes a client forget a cookie, which must have the same path and domain. */
export function formatDeletedCookie(name: string, options: CookieOptions = {}): string {
  return formatSetCookie(name, "", { ...options, expires: new Date(0), maxAge: 0 });
}

// Everything but cookie-octet of RFC 6265 §4.1.1, and the sign of the encoding itself.
const unsafe = /[^\x21\x23\x24\x26-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+/gu;

function encodeValue(name: string, value: unknown): string {
  if (typeof value === "string") {
    try {
      return value.replaceAll(unsafe, encodeURIComponent);
    } catch {
      // Half a surrogate pair has no bytes.
    }
  }
  throw new TypeError(
    `Cannot set cookie ${name}: its value must be well-formed text, but it is ${typeof value === "string" ? "broken" : `a ${typeof value}`}\n` +
      `Fix: write String(value), or JSON.stringify(value)    [cookie-value]`,
  );
}

function impliesSecure(name: string, { partitioned }: CookieOptions): boolean {
  return partitioned === true || /^__(?:host|secure)-/i.test(name);
}

function checkOptions(name: string, options: CookieOptions): void {
  const unknown = Object.keys(options).find((option) => !optionNames.has(option));
  if (unknown !== undefined) {
    const fix = `use ${[...optionNames].join(", ")}`;
    throw refuseOption(name, `there is no option ${JSON.stringify(unknown)}`, fix);
  }
  const { domain, path, secure } = options;
  if (secure === false && impliesSecure(name, options)) {
    const why =
      "browsers take partitioned cookies, and those named __Host- or __Secure-, only if they are secure";
    throw refuseOption(name, why, "leave secure: false out");
  }
  if (/^__host-/i.test(name) && (domain !== undefined || (path !== undefined && path !== "/"))) {
    const why = "one named __Host- belongs to its host and to all of its paths";
    throw refuseOption(name, why, "leave domain and path out");
  }
  if (domain === "" || (typeof path === "string" && !path.startsWith("/"))) {
    const why = `a path begins with a slash, and a domain is not empty`;
    throw refuseOption(name, why, "change it, or leave it out");
  }
}

function refuseOption(name: string, why: string, fix: string): TypeError {
  return new TypeError(`Cannot set cookie ${name}: ${why}\nFix: ${fix}    [cookie-option]`);
}

// Said twice, for clients that know only the older of both.
function endOf({ expires, maxAge }: CookieOptions): Date | undefined {
  if (expires !== undefined || maxAge === undefined) return expires;
  return new Date(Date.now() + maxAge * 1_000);
}

// The order in which Flask writes them; it has no meaning, but recorded answers can be compared.
const order = [
  "domain",
  "expires",
  "max-age",
  "secure",
  "httponly",
  "path",
  "samesite",
  "partitioned",
  "priority",
];

function inOrder(line: string): string {
  const [pair, ...attributes] = line.split("; ");
  const place = (attribute: string): number =>
    order.indexOf(attribute.split("=", 1)[0]!.toLowerCase());
  return [pair, ...attributes.sort((a, b) => place(a) - place(b))].join("; ");
}
