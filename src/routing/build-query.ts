// The query of a built URL: every value whose name the route does not have.

import type { BuildSubject } from "./build-error.ts";
import { buildError, showValue } from "./build-error.ts";

/**
 * Writes values as a query, in their order; "" if there are none.
 *
 * Arrays repeat the name, undefined and null are left out, booleans are `true` and `false`, dates ISO 8601.
 *
 * @throws {SetupError} `url-build` for a value that is none of these.
 */
export function buildQuery(
  subject: BuildSubject,
  values: Readonly<Record<string, unknown>>,
): string {
  const fields: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (subject.names.includes(name)) continue;
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each === undefined || each === null) continue;
      const text = queryText(each);
      const field = text === undefined ? undefined : encodeField(name, text);
      if (field === undefined) {
        throw buildError(
          subject,
          `${name} cannot stand in a query: it is ${showValue(each)}`,
          "give a text, a number, a boolean, a Date, or an array of these",
        );
      }
      fields.push(field);
    }
  }
  return fields.length === 0 ? "" : `?${fields.join("&")}`;
}

function queryText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : undefined;
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return undefined;
  return value.toISOString();
}

function encodeField(name: string, value: string): string | undefined {
  try {
    return `${encodeFormText(name)}=${encodeFormText(value)}`;
  } catch {
    // Half of a surrogate pair: no UTF-8 carries it.
    return undefined;
  }
}

/** Form encoding that leaves what RFC 3986 allows in a query and what separates no fields. */
function encodeFormText(text: string): string {
  return encodeURIComponent(text)
    .replaceAll("%20", "+")
    .replace(/%(?:24|2C|2F|3A|3B|3F|40)/g, decodeURIComponent);
}
