// Media types, parsed once and by one parser, so that what validates a body and
// what reads it can never disagree about its type.
// Source: RFC 9110 §8.3.1, RFC 6839 (+json).

import { readQuotedString, skipWhitespace, type Piece } from "./quoted-string.ts";
import { isToken } from "./token.ts";

export interface MediaType {
  /** `type/subtype` in lower case, without parameters. */
  readonly essence: string;
  /** Parameters, names in lower case; the first of a repeated name counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Parses a `Content-Type`.
 *
 * @returns null if the text is not a media type, to the last character.
 * @example
 * parseMediaType("Application/JSON; charset=UTF-8")?.essence; // => "application/json"
 * parseMediaType("application/json; charset"); // => null
 * parseMediaType("application/json, text/plain"); // => null
 */
export function parseMediaType(text: string): MediaType | null {
  if (text === plainJSON.essence) return plainJSON;
  const semicolon = text.indexOf(";");
  const essence = (semicolon === -1 ? text : trimEnd(text.slice(0, semicolon))).toLowerCase();
  const slash = essence.indexOf("/");
  if (slash === -1) return null;
  if (!isToken(essence.slice(0, slash)) || !isToken(essence.slice(slash + 1))) return null;
  if (semicolon === -1) return { essence, parameters: noParameters };
  const parameters = parseParameters(text, semicolon);
  return parameters && { essence, parameters };
}

const noParameters: ReadonlyMap<string, string> = new Map();

// What nearly every request to a JSON API says, word for word.
const plainJSON: MediaType = { essence: "application/json", parameters: noParameters };

/** Whether the essence names JSON: `application/json` or any `application/*+json`. */
export function isJsonEssence(essence: string): boolean {
  return (
    essence === "application/json" ||
    (essence.startsWith("application/") && essence.endsWith("+json"))
  );
}

// parameters = *( OWS ";" OWS [ token "=" ( token / quoted-string ) ] )
function parseParameters(text: string, from: number): Map<string, string> | null {
  const parameters = new Map<string, string>();
  let at = from;
  while (at < text.length) {
    at = skipWhitespace(text, at);
    if (at === text.length) break;
    if (text[at] !== ";") return null;
    at = skipWhitespace(text, at + 1);
    if (at === text.length || text[at] === ";") continue;
    const equals = text.indexOf("=", at);
    if (equals === -1) return null;
    const name = text.slice(at, equals).toLowerCase();
    if (!isToken(name)) return null;
    const value =
      text[equals + 1] === '"' ? readQuotedString(text, equals + 1) : bare(text, equals + 1);
    if (value === null) return null;
    if (!parameters.has(name)) parameters.set(name, value.text);
    at = value.end;
  }
  return parameters;
}

function bare(text: string, start: number): Piece | null {
  let end = start;
  while (end < text.length && text[end] !== ";" && text[end] !== " " && text[end] !== "\t") end++;
  const value = text.slice(start, end);
  return isToken(value) ? { text: value, end } : null;
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === " " || text[end - 1] === "\t")) end--;
  return text.slice(0, end);
}
