// Lists of what a client would like, each with a weight: Accept and its three siblings.
// Source: RFC 9110 §12.4.2 (quality values).

import { parseMediaType, type MediaType } from "./media-type.ts";
import { splitList } from "./quoted-string.ts";
import { trimWhitespace } from "./token.ts";

/** One wish of a client. */
export interface Preference {
  /** In lower case, without parameters: `text/html`, `text/*`, `en-gb`, `*`. */
  readonly range: string;
  /** Parameters before the weight; only of media types. */
  readonly parameters: ReadonlyMap<string, string>;
  /** 0 (not acceptable) to 1. */
  readonly quality: number;
}

const noParameters: ReadonlyMap<string, string> = new Map();
const weight = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

/**
 * The wishes of a field, in the order they stand there. What is malformed is left out.
 *
 * @example
 * parsePreferences("gzip, br;q=0.5").map(({ range, quality }) => [range, quality]); // => [["gzip", 1], ["br", 0.5]]
 * parsePreferences("a;q=x, b;q=2"); // => []
 */
export function parsePreferences(field: string): readonly Preference[] {
  return preferencesOf(field, (text) => {
    const semicolon = text.indexOf(";");
    if (semicolon === -1)
      return { range: text.toLowerCase(), parameters: noParameters, quality: 1 };
    const name = trimWhitespace(text, semicolon + 1);
    const quality = /^q=/i.test(name) ? parseWeight(name.slice(2)) : null;
    if (quality === null) return null;
    return {
      range: trimWhitespace(text, 0, semicolon).toLowerCase(),
      parameters: noParameters,
      quality,
    };
  });
}

/** The wishes of an `Accept` field, whose ranges may have parameters. */
export function parseMediaPreferences(field: string): readonly Preference[] {
  return preferencesOf(field, (text) => {
    const type = parseMediaType(text);
    if (type === null) return null;
    const { essence: range, parameters } = type;
    if (parameters.size === 0) return { range, parameters, quality: 1 };
    const quality = parameters.has("q") ? parseWeight(parameters.get("q")!) : 1;
    return quality === null ? null : { range, parameters: parametersBeforeWeight(type), quality };
  });
}

function preferencesOf(
  field: string,
  read: (text: string) => Preference | null,
): readonly Preference[] {
  const preferences: Preference[] = [];
  for (const element of splitList(field)) {
    const text = trimWhitespace(element);
    const preference = text === "" ? null : read(text);
    if (preference !== null) preferences.push(preference);
  }
  return preferences;
}

function parseWeight(text: string): number | null {
  return weight.test(text) ? Number(text) : null;
}

// What follows the weight once were extensions of Accept itself; RFC 9110 has dropped them. A charset of
// UTF-8 asks for what is sent anyway.
function parametersBeforeWeight({ parameters }: MediaType): ReadonlyMap<string, string> {
  const kept = new Map<string, string>();
  for (const [name, value] of parameters) {
    if (name === "q") break;
    if (name === "charset" && /^utf-?8$/i.test(value)) continue;
    kept.set(name, value);
  }
  return kept;
}
