// How an answer differs from the recorded one, in a sentence.

import { isDeepStrictEqual } from "node:util";
import type { Answer } from "./conversation.ts";
import type { RecordedAnswer } from "./recorded-case.ts";

/** Null if it does not. */
export function difference(given: Answer, recorded: RecordedAnswer): string | null {
  if (given.status !== recorded.status) return `status ${given.status}, not ${recorded.status}`;
  for (const [name, wanted] of Object.entries(recorded.headers ?? {})) {
    const value = headerValue(name, given.headers.get(name));
    const isRight =
      wanted === "*" ? value !== null : isDeepStrictEqual(value, joined(name, wanted));
    if (!isRight) return `${name} is ${JSON.stringify(value)}, not ${JSON.stringify(wanted)}`;
  }
  const unwanted = recorded.absent?.find((name) => given.headers.has(name));
  if (unwanted !== undefined) return `${unwanted} is there: ${given.headers.get(unwanted)!.join()}`;
  const text = given.body.toString();
  if ("json" in recorded) {
    const isRight = isDeepStrictEqual(parsed(text), recorded.json);
    return isRight ? null : `the body is ${text}, not ${JSON.stringify(recorded.json)}`;
  }
  if (recorded.body === undefined || text === recorded.body) return null;
  return `the body is ${JSON.stringify(text)}, not ${JSON.stringify(recorded.body)}`;
}

type HeaderValue = string | readonly string[] | null;

function headerValue(name: string, lines: readonly string[] | undefined): HeaderValue {
  if (lines === undefined) return null;
  if (name === "set-cookie") return lines.map(withoutAccidents);
  if (name === "allow") return lines.join().split(/ *, */).toSorted().join(", ");
  return lines.join(", ");
}

function joined(name: string, wanted: HeaderValue): HeaderValue {
  return typeof wanted === "object" && wanted !== null && name !== "set-cookie"
    ? wanted.join(", ")
    : wanted;
}

// A signature depends on a key and on the clock; a date on the clock, but for the two that tests name.
function withoutAccidents(line: string): string {
  return line
    .replace(/Expires=(?![^;]*(?:1970|14[ -]Nov[ -]2023))[^;]+/, "Expires=*")
    .replace(/^session=[^;]+/, "session=*");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
