// A report as text for a terminal: what failed, where in the program, what it came from, and how to mend it.

import { stripVTControlCharacters } from "node:util";
import { visibleText } from "../../errors/visible-text.ts";
import type { Paint } from "../../runtimes/runtime.ts";
import type {
  Report,
  ReportedError,
  ReportedField,
  ReportedFrame,
  ReportedRequest,
} from "../report.ts";
import { excerptText } from "./excerpt-text.ts";
import { frameLines } from "./frame-lines.ts";
import { wrapText } from "./text-width.ts";

export interface TerminalOptions {
  /** Styles the text, or leaves it as it is. */
  readonly paint: Paint;
  /** That of the terminal, in columns. */
  readonly width: number;
  /** Where the page of the report is; null where there is none. */
  readonly link?: string | null | undefined;
}

// Wider is not easier to read.
const maxWidth = 120;

// Narrower, there is no room for a word behind a line number.
const minWidth = 40;

const maxMessageLines = 20;

/**
 * @returns Several lines, the last one without a line break.
 * @example
 * const plain = (style: string, text: string) => text;
 * const report = {
 *   id: "a1", at: "2026-01-31T12:00:00.000Z", title: "GET / failed", request: null, route: null, environment: [], output: [],
 *   errors: [{ relation: "thrown", depth: 0, name: "Error", message: "no", fix: "say yes", fields: [], frames: [] }],
 * } as const;
 * terminalText(report, { paint: plain, width: 80 }).split("\n");
 * // => ["", "GET / failed", "", "  Error: no", "", "  Fix: say yes"]
 */
export function terminalText(
  { errors, request, title }: Report,
  { link = null, paint, width }: TerminalOptions,
): string {
  const lineWidth = Math.max(minWidth, Math.min(width, maxWidth));
  const heading = request === null ? title : withRequest(title, request);
  return [
    "",
    paint("bold", paint("red", visibleText(heading, lineWidth * 2))),
    ...errors.flatMap((error, i) => errorLines(error, errors.slice(0, i), lineWidth, paint)),
    ...(link === null ? [] : ["", `  ${paint("dim", "Page:")} ${paint("underline", link)}`]),
  ].join("\n");
}

// The line that the application reports names the path only, or nothing of the request.
function withRequest(title: string, { method, url }: ReportedRequest): string {
  const short = `${method} ${url.split("?", 1)[0]!}`;
  return title.startsWith(short)
    ? `${method} ${url}${title.slice(short.length)}`
    : `${method} ${url}: ${title}`;
}

/** @param before The errors above it, whose excerpts are not shown again. */
function errorLines(
  error: ReportedError,
  before: readonly ReportedError[],
  width: number,
  paint: Paint,
): string[] {
  const indent = "  ".repeat(1 + error.depth);
  const room = width - indent.length;
  const found = ownFrame(error);
  const own = before.some((other) => isSameLine(ownFrame(other), found)) ? undefined : found;
  const fields = error.fields
    .filter((field) => !isSaid(error, field))
    .map(({ name, value }) => paint("dim", visibleText(`${name}: ${value}`, room)));
  return [
    "",
    ...headLines(error, room, paint),
    ...fields,
    ...(own === undefined ? [] : ["", ...excerptOf(own, room, paint)]),
    ...(error.frames.length === 0 ? [] : ["", ...frameLines(error.frames, paint)]),
    ...(error.fix === null ? [] : ["", ...fixLines(error.fix, room, paint)]),
  ].map((line) => (line === "" ? line : indent + line));
}

function ownFrame({ frames }: ReportedError): ReportedFrame | undefined {
  return frames.find(({ excerpt }) => excerpt !== null);
}

function isSameLine(one: ReportedFrame | undefined, other: ReportedFrame | undefined): boolean {
  return one !== undefined && one.path === other?.path && one.line === other.line;
}

// Errors of the system repeat in fields what their message says.
function isSaid({ message }: ReportedError, { name, value }: ReportedField): boolean {
  return name === "errno" || message.split(/[\s:,;()'"]+/).includes(value);
}

const relations = { thrown: "", cause: "caused by ", aggregated: "together with " } as const;

function headLines(
  { message, name, relation }: ReportedError,
  room: number,
  paint: Paint,
): string[] {
  const lead = `${relations[relation]}${visibleText(name, 100)}`;
  const text = stripVTControlCharacters(message)
    .split("\n")
    .map((line) => visibleText(line.replaceAll("\t", "  ")));
  const wrapped = wrapText(`${lead}: ${text.join("\n")}`, room);
  const [first = "", ...others] = wrapped.slice(0, maxMessageLines);
  const painted =
    (relation === "thrown" ? "" : paint("dim", relations[relation])) +
    paint("bold", paint("red", first.slice(relations[relation].length, lead.length))) +
    first.slice(lead.length);
  const omitted = wrapped.length - 1 - others.length;
  return [painted, ...others, ...(omitted > 0 ? [paint("dim", `… ${omitted} more lines`)] : [])];
}

function excerptOf(frame: ReportedFrame, room: number, paint: Paint): string[] {
  const { column, excerpt, line } = frame;
  return excerptText(excerpt!, line, column, room, paint);
}

function fixLines(fix: string, room: number, paint: Paint): string[] {
  const [first = "", ...others] = wrapText(fix, room - "Fix: ".length);
  return [
    `${paint("bold", paint("green", "Fix:"))} ${first}`,
    ...others.map((line) => `     ${line}`),
  ];
}
