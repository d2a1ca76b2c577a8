// A report as plain text: what people paste into an issue or a chat. It holds no header, cookie or variable, because
// those who paste do not always read first.

import type { Report, ReportedError, ReportedFrame } from "./report.ts";

/** The errors with their frames, and what the request was. */
export function reportText({ title, at, errors, environment }: Report): string {
  const runtime = environment.find(({ name }) => name === "runtime");
  const about = [title, at, ...(runtime === undefined ? [] : [runtime.value])].join(" · ");
  return [about, ...errors.map(errorText)].join("\n\n");
}

const leads = { thrown: "", cause: "Caused by ", aggregated: "In it: " };

function errorText({ relation, name, message, fix, frames }: ReportedError): string {
  const lines = [`${leads[relation]}${name}: ${message}`];
  if (fix !== null) lines.push(`Fix: ${fix}`);
  const first = frames.find(({ excerpt }) => excerpt !== null);
  for (const frame of frames) {
    lines.push(`    at ${frame.name ?? "(no name)"} (${frame.file}:${frame.line}:${frame.column})`);
    if (frame === first) lines.push(...excerptText(frame));
  }
  return lines.join("\n");
}

function excerptText({ excerpt, line, column }: ReportedFrame): readonly string[] {
  if (excerpt === null) return [];
  const last = excerpt.firstLine + excerpt.lines.length - 1;
  const width = String(last).length;
  return excerpt.lines.flatMap((text, i) => {
    const number = excerpt.firstLine + i;
    const row = `      ${number === line ? ">" : " "} ${String(number).padStart(width)} | ${text}`;
    if (number !== line) return [row.trimEnd()];
    // Tabs stay tabs, so that the mark stands below its column whatever their width.
    const before = text.slice(0, column - 1).replaceAll(/[^\t]/g, " ");
    return [row, `        ${" ".repeat(width)} | ${before}^`];
  });
}
