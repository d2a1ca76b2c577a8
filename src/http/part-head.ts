// The header lines of one part of a multipart form, and the names that they give it.
// Source: RFC 7578 §4, RFC 8187 (filename*), and the form submission of HTML §4.10.21.8, which
// percent-encodes quotes and line breaks in names.

import { FormError } from "./form-error.ts";
import type { FormLimits } from "./form-limits.ts";
import { skipWhitespace } from "./quoted-string.ts";
import { isToken, trimWhitespace } from "./token.ts";

/** What a part of a form says of itself. The client wrote it all: nothing of it can be trusted. */
export interface PartHead {
  /** The field; possibly empty. */
  readonly name: string;
  /** As sent, with whatever path or dots it may have; null for a field that is no file. */
  readonly filename: string | null;
  /** The `Content-Type` as sent; null without one. */
  readonly contentType: string | null;
  /** Values are text in UTF-8, as the rest of the form. */
  readonly headers: ReadonlyMap<string, string>;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

// What no line can hold: control characters but for the tab.
const control = /[\x00-\x08\x0a-\x1f\x7f]/;

/**
 * Reads the header lines of a part.
 *
 * @param bytes The lines, without the empty one that ends them.
 * @throws {FormError}
 */
export function parsePartHead(bytes: Uint8Array, limits: FormLimits): PartHead {
  const headers = headerLines(decodeUTF8(bytes));
  refuseEncodings(headers);
  const disposition = headers.get("content-disposition");
  if (disposition === undefined) throw new FormError("form-disposition");
  const parameters = dispositionParameters(disposition);
  const name = parameters.get("name");
  if (name === undefined) throw new FormError("form-disposition");
  if (new TextEncoder().encode(name).length > limits.maxNameBytes) {
    throw new FormError("form-name-too-long");
  }
  const extended = parameters.get("filename*");
  const filename =
    extended === undefined ? (parameters.get("filename") ?? null) : decodeExtended(extended);
  return { name, filename, contentType: headers.get("content-type") ?? null, headers };
}

/** @throws {FormError} `form-encoding` (400). */
export function decodeUTF8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new FormError("form-encoding");
  }
}

function headerLines(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of text === "" ? [] : text.split("\r\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).toLowerCase();
    const value = trimWhitespace(line, colon + 1);
    if (!isToken(name) || control.test(value)) throw new FormError("form-part-head");
    // Of two, one parser would take the first and another the last.
    if (headers.has(name)) throw new FormError("form-part-head");
    headers.set(name, value);
  }
  return headers;
}

function refuseEncodings(headers: ReadonlyMap<string, string>): void {
  const type = headers.get("content-type");
  if (type !== undefined && /^multipart\//i.test(type)) throw new FormError("form-nested");
  const coding = headers.get("content-transfer-encoding")?.toLowerCase() ?? "binary";
  if (!["7bit", "8bit", "binary"].includes(coding)) throw new FormError("form-transfer-encoding");
}

// form-data *( OWS ";" OWS name "=" ( token / quoted ) )
function dispositionParameters(text: string): ReadonlyMap<string, string> {
  const malformed = (): FormError => new FormError("form-disposition");
  if (!/^form-data[ \t]*(?:;|$)/i.test(text)) throw malformed();
  const parameters = new Map<string, string>();
  let at = text.indexOf(";");
  while (at !== -1 && at < text.length) {
    at = skipWhitespace(text, at);
    if (at === text.length) break;
    if (text[at] !== ";") throw malformed();
    at = skipWhitespace(text, at + 1);
    if (at === text.length || text[at] === ";") continue;
    const equals = text.indexOf("=", at);
    if (equals === -1) throw malformed();
    const name = text.slice(at, equals).toLowerCase();
    if (!isToken(name) || parameters.has(name)) throw malformed();
    const end = valueEnd(text, equals + 1);
    if (end === -1) throw malformed();
    parameters.set(name, plainValue(text.slice(equals + 1, end)));
    at = end;
  }
  return parameters;
}

function valueEnd(text: string, start: number): number {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && !"; \t".includes(text[end]!)) end++;
    return isToken(text.slice(start, end)) ? end : -1;
  }
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '"') return at + 1;
    if (text[at] === "\\" && isEscapable(text[at + 1])) at++;
  }
  return -1;
}

// A backslash before anything else is one of a Windows path, which old browsers send.
function isEscapable(character: string | undefined): boolean {
  return character === '"' || character === "\\";
}

const browserEscapes: Readonly<Record<string, string>> = { "%22": '"', "%0d": "\r", "%0a": "\n" };

function plainValue(value: string): string {
  if (!value.startsWith('"')) return value;
  return value
    .slice(1, -1)
    .replaceAll(/\\(["\\])/g, "$1")
    .replaceAll(/%(?:22|0d|0a)/gi, (escape) => browserEscapes[escape.toLowerCase()]!);
}

// ext-value = "UTF-8" "'" [ language ] "'" value-chars
function decodeExtended(value: string): string {
  const match = /^utf-8'[A-Za-z0-9-]*'([!#$&+.^_`|~0-9A-Za-z%-]*)$/i.exec(value);
  try {
    if (match !== null) return decodeURIComponent(match[1]!);
  } catch {
    // Half of an escape, or no UTF-8.
  }
  throw new FormError("form-disposition");
}
