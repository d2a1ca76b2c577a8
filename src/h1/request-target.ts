// The four forms of a request-target, brought into one: a path with its query, and the host it is for.
// Source: RFC 9112 §3.2.

import { isAuthority } from "../http/authority.ts";
import { ProtocolError } from "./protocol-error.ts";

export interface RequestTarget {
  /** `/path?query`, or `*`. */
  readonly target: string;
  /** The host that the target itself names, which then counts instead of the Host field; else null. */
  readonly authority: string | null;
  /** Whether the target itself asks for https. */
  readonly secure: boolean;
}

/**
 * Reads a target whose bytes are already known to be legal.
 *
 * @throws {ProtocolError} `target` (400), `connect-refused` (501).
 * @example
 * parseTarget("GET", "http://example.com?q"); // => { target: "/?q", authority: "example.com", secure: false }
 * parseTarget("OPTIONS", "*"); // => { target: "*", authority: null, secure: false }
 * parseTarget("GET", "users"); // throws target
 */
export function parseTarget(method: string, text: string): RequestTarget {
  if (method === "CONNECT") throw new ProtocolError("connect-refused");
  if (text.charCodeAt(0) === 0x2f) return { target: text, authority: null, secure: false };
  if (text === "*" && method === "OPTIONS") return { target: "*", authority: null, secure: false };
  return absoluteForm(method, text);
}

function absoluteForm(method: string, text: string): RequestTarget {
  const scheme = /^https?:\/\//i.exec(text)?.[0];
  if (scheme === undefined) throw new ProtocolError("target");
  const rest = text.slice(scheme.length);
  const end = rest.search(/[/?]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  // RFC 9110 §4.2.1: an http URI with an empty host is invalid.
  if (authority === "" || !isAuthority(authority)) throw new ProtocolError("target");
  const secure = scheme.length === "https://".length;
  if (end === -1) return { target: method === "OPTIONS" ? "*" : "/", authority, secure };
  const target = rest[end] === "?" ? `/${rest.slice(end)}` : rest.slice(end);
  return { target, authority, secure };
}
