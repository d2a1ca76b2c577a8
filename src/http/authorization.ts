// Credentials, as a request's `Authorization` field carries them.
// Source: RFC 9110 §11.6.2, RFC 7617 (Basic), RFC 6750 (Bearer).

import { readQuotedString, skipWhitespace, splitList } from "./quoted-string.ts";
import { isToken } from "./token.ts";

/** What a client says to prove who it is. Nothing of it has been verified. */
export interface Authorization {
  /** The scheme, in lower case: `basic`, `bearer`, `digest`. */
  readonly type: string;
  /** Of `basic`; else null. */
  readonly username: string | null;
  /** Of `basic`; else null. */
  readonly password: string | null;
  /** Of `bearer`, and of others that send one opaque text; else null. */
  readonly token: string | null;
  /** Of schemes that send named values, such as `digest`; names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const none: ReadonlyMap<string, string> = new Map();

// token68 of RFC 9110 §11.2, which is also what a bearer token may be.
const token68 = /^[A-Za-z0-9\-._~+/]+={0,2}$/;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Reads an `Authorization` field.
 *
 * @returns null if it is malformed: credentials that cannot be read are none.
 * @example
 * parseAuthorization("Basic dXNlcjpwOnc=")?.password; // => "p:w"
 * parseAuthorization("Bearer abc.def")?.token; // => "abc.def"
 * parseAuthorization('Digest username="ann", qop=auth')?.parameters.get("username"); // => "ann"
 * parseAuthorization("Basic !!!"); // => null
 */
export function parseAuthorization(field: string): Authorization | null {
  const space = field.indexOf(" ");
  const scheme = space === -1 ? field : field.slice(0, space);
  if (!isToken(scheme)) return null;
  const type = scheme.toLowerCase();
  const rest = space === -1 ? "" : field.slice(space).trim();
  if (type === "basic") return basic(rest);
  const bare = { type, username: null, password: null };
  if (token68.test(rest)) return { ...bare, token: rest, parameters: none };
  if (type === "bearer") return null;
  const parameters = authParameters(rest);
  return parameters && { ...bare, token: null, parameters };
}

function basic(credentials: string): Authorization | null {
  if (!base64.test(credentials) || credentials.length % 4 !== 0) return null;
  let text;
  try {
    const bytes = Uint8Array.from(atob(credentials), (character) => character.charCodeAt(0));
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
  // RFC 7617 §2: neither part may have control characters, which would end lines in logs.
  if (/[\x00-\x1f\x7f]/.test(text)) return null;
  const colon = text.indexOf(":");
  return {
    type: "basic",
    username: colon === -1 ? text : text.slice(0, colon),
    password: colon === -1 ? "" : text.slice(colon + 1),
    token: null,
    parameters: none,
  };
}

function authParameters(text: string): ReadonlyMap<string, string> | null {
  if (text === "") return none;
  const parameters = new Map<string, string>();
  for (const element of splitList(text)) {
    const trimmed = element.trim();
    if (trimmed === "") continue;
    const equals = trimmed.indexOf("=");
    const name = trimmed.slice(0, Math.max(equals, 0)).trim().toLowerCase();
    const value = parameterValue(trimmed, skipWhitespace(trimmed, equals + 1));
    // A name that comes twice would mean one thing here and another elsewhere.
    if (value === null || !isToken(name) || parameters.has(name)) return null;
    parameters.set(name, value);
  }
  return parameters;
}

function parameterValue(text: string, start: number): string | null {
  if (text[start] !== '"') {
    const value = text.slice(start);
    return isToken(value) ? value : null;
  }
  const quoted = readQuotedString(text, start);
  return quoted?.end === text.length ? quoted.text : null;
}
