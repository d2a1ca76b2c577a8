// The head of a response as text. Everything that repeats is made once: status lines,
// the lines of shared header fields, the Date line of a second.
// Source: RFC 9112 §4, RFC 9110 §6.6.1 (Date).

import { httpDate } from "../http/date.ts";
import type { HeaderFields } from "../http/headers.ts";
import { reasonPhrase } from "../http/status.ts";

const statusLines: string[] = [];

export function statusLine(status: number): string {
  return (statusLines[status] ??= `HTTP/1.1 ${status} ${reasonPhrase(status)}\r\n`);
}

const sharedLines = new WeakMap<HeaderFields, string>();

// These say how the message is framed on this connection, which only the engine knows.
const framingFields: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "date",
  "keep-alive",
  "transfer-encoding",
]);

/** The fields as lines, without those that belong to the engine. */
export function fieldLines(fields: HeaderFields): string {
  if (!fields.frozen) return formatFields(fields);
  let lines = sharedLines.get(fields);
  if (lines === undefined) {
    lines = formatFields(fields);
    sharedLines.set(fields, lines);
  }
  return lines;
}

function formatFields(fields: HeaderFields): string {
  let lines = "";
  for (const [name, value] of fields) {
    if (!framingFields.has(name)) lines += `${name}: ${value}\r\n`;
  }
  return lines;
}

/** Writes the `Date` line, which changes once a second. */
export class DateLine {
  #second = -1;
  #line = "";

  /** @param nowMs Milliseconds since the epoch. */
  at(nowMs: number): string {
    const second = Math.floor(nowMs / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#line = `date: ${httpDate(nowMs)}\r\n`;
    }
    return this.#line;
  }
}
