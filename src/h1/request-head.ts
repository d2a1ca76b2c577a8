// A request's head, read. Its header fields stay bytes until someone asks for one.

import { HeaderFields } from "../http/headers.ts";
import { trimWhitespace } from "../http/token.ts";
import { latin1 } from "./grammar.ts";
import type { BodyFraming } from "./body-framing.ts";

export interface RequestHeadParts {
  readonly method: string;
  readonly target: string;
  readonly authority: string;
  readonly secure: boolean;
  readonly minorVersion: number;
  readonly framing: BodyFraming;
  readonly keepAlive: boolean;
  readonly expectsContinue: boolean;
}

export class RequestHead implements RequestHeadParts {
  readonly method: string;
  /** `/path?query`, or `*`. */
  readonly target: string;
  readonly authority: string;
  /** Whether the request names an https URL. */
  readonly secure: boolean;
  /** 0 for HTTP/1.0; 1 for HTTP/1.1 and everything that is compatible with it. */
  readonly minorVersion: number;
  readonly framing: BodyFraming;
  /** Whether the client wants to use the connection again. */
  readonly keepAlive: boolean;
  /** Whether the client waits for `100 Continue` before it sends the body. */
  readonly expectsContinue: boolean;
  /** Where the bytes behind the head begin. */
  readonly end: number;
  readonly #bytes: Uint8Array;
  readonly #fieldsStart: number;
  #headers: HeaderFields | undefined;

  constructor(parts: RequestHeadParts, bytes: Uint8Array, fieldsStart: number, end: number) {
    this.method = parts.method;
    this.target = parts.target;
    this.authority = parts.authority;
    this.secure = parts.secure;
    this.minorVersion = parts.minorVersion;
    this.framing = parts.framing;
    this.keepAlive = parts.keepAlive;
    this.expectsContinue = parts.expectsContinue;
    this.end = end;
    this.#bytes = bytes;
    this.#fieldsStart = fieldsStart;
  }

  get headers(): HeaderFields {
    this.#headers ??= fieldsOf(latin1(this.#bytes, this.#fieldsStart, this.end - 2));
    return this.#headers;
  }

  /** The first protocol that the client offers to change to, in lower case; else null. */
  get upgrade(): string | null {
    // RFC 9110 §7.8: HTTP/1.0 offers nothing, and an offer is one only if `Connection` says so.
    // A body would have to come first; an offer may be ignored, and with a body it is.
    if (this.minorVersion === 0 || this.framing.kind !== "none") return null;
    const offered = this.headers.get("upgrade");
    if (offered === null || !hasOption(this.headers.get("connection") ?? "", "upgrade")) {
      return null;
    }
    return /^[!#$%&'*+\-.^_`|~0-9a-z/]+/.exec(offered.toLowerCase())?.[0] ?? null;
  }
}

/** Whether a Connection field names an option. */
export function hasOption(connection: string, option: string): boolean {
  return connection
    .toLowerCase()
    .split(",")
    .some((named) => named.trim() === option);
}

// A client that keeps its connection says the same again and again. What was read last is compared with, which takes
// a twentieth of reading it; the fields are frozen, so that requests can share them. No longer than a small head: what is
// kept may be a secret, and need not be large.
let lastSection = "";
let lastFields: HeaderFields = decodeFields(lastSection);
const maxKeptLength = 1024;

function fieldsOf(section: string): HeaderFields {
  if (section === lastSection) return lastFields;
  const fields = decodeFields(section);
  if (section.length <= maxKeptLength) {
    lastSection = section;
    lastFields = fields;
  }
  return fields;
}

// The parser has already seen that every line is `name:value CR LF` with legal bytes.
function decodeFields(section: string): HeaderFields {
  const names: string[] = [];
  const values: string[] = [];
  let at = 0;
  while (at < section.length) {
    const colon = section.indexOf(":", at);
    const lineEnd = section.indexOf("\r\n", colon);
    names.push(section.slice(at, colon).toLowerCase());
    values.push(trimWhitespace(section, colon + 1, lineEnd));
    at = lineEnd + 2;
  }
  return HeaderFields.fromParsed(names, values).freeze();
}
