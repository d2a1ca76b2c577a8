// The head of a response as text. Everything that repeats is made once: status lines,
// the lines of shared header fields, the Date line of a second.
// Source: RFC 9112 §4, RFC 9110 §6.6.1 (Date).

import { httpDate } from "../http/date.ts";
import type { HeaderFields } from "../http/headers.ts";
import { reasonPhrase } from "../http/status.ts";

const statusLines: string[] = [];

function statusLine(status: number): string {
  return (statusLines[status] ??= `HTTP/1.1 ${status} ${reasonPhrase(status)}\r\n`);
}

// These say how the message is framed on this connection, which only the engine knows.
const framingFields: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "date",
  "keep-alive",
  "transfer-encoding",
]);

interface SharedStart {
  status: number;
  dateLine: string;
  text: string;
}

const sharedStarts = new WeakMap<HeaderFields, SharedStart>();

/** Status line, fields and date: what the answers of a second that share their fields have in common. */
export function headStart(status: number, fields: HeaderFields, dateLine: string): string {
  if (!fields.frozen) return statusLine(status) + formatFields(fields) + dateLine;
  let shared = sharedStarts.get(fields);
  if (shared === undefined) {
    shared = { status: 0, dateLine: "", text: "" };
    sharedStarts.set(fields, shared);
  }
  if (shared.status !== status || shared.dateLine !== dateLine) {
    shared.status = status;
    shared.dateLine = dateLine;
    shared.text = flat(statusLine(status) + formatFields(fields) + dateLine);
  }
  return shared.text;
}

const lengthLines: string[] = [];

// Lengths of small bodies recur; more lines than this would only fill the memory.
const maxLengthLines = 4_096;

export function lengthLine(length: number): string {
  if (length >= maxLengthLines) return `content-length: ${length}\r\n`;
  return (lengthLines[length] ??= flat(`content-length: ${length}\r\n`));
}

// An engine keeps a text that was put together as a tree of its pieces until something reads into
// it. As a tree it would be walked for every answer.
function flat(text: string): string {
  text.charCodeAt(text.length - 1);
  return text;
}

/** The fields as lines, without those that belong to the engine. */
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
