// The results as Markdown: what is printed, and what bench/STREAM.md keeps.

import { cpus } from "node:os";
import { median } from "../statistics.ts";
import type { Measurement } from "./measure.ts";

export interface Section {
  readonly nodeVersion: string;
  readonly measured: ReadonlyMap<string, readonly Measurement[]>;
}

export interface ReportInit {
  readonly sections: readonly Section[];
  readonly rounds: number;
  readonly rows: number;
  readonly date: Date;
}

export function report({ sections, rounds, rows, date }: ReportInit): string {
  const machine = `${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} cores`;
  const introduction = [
    `# A stream of ${rows.toLocaleString("en")} rows`,
    `Measured on ${date.toISOString().slice(0, 10)} with \`node --import tsx bench/stream/run.ts\`, which wrote this file, on ${machine}, ${process.platform} ${process.arch}.`,
    [
      "- A row is `{ id, name, email, active, created }`; `created` is a `Date`. Every server gets the rows one by one from the same async generator, unless it says otherwise.",
      `- ${rounds} rounds, whose medians are shown; a new server process each time, warmed up by a short stream. The client is another process, and reads as fast as it can.`,
      "- **Memory** is the most that the server's process held (`maxRSS`), over what it held before. The aim: at most 64 MB.",
      "- **CPU** is the processor time of the server's process, all threads. **Time** depends on the client too.",
    ].join("\n"),
  ];
  const tables = sections.map(
    ({ measured, nodeVersion }) => `## Node ${nodeVersion}\n\n${table(measured)}`,
  );
  return `${[...introduction, ...tables].join("\n\n")}\n`;
}

const titles = ["server", "memory, MB", "CPU, s", "time, s", "first byte, ms"];

function table(measured: Section["measured"]): string {
  const rows = [...measured].map(([name, all]) => {
    const of = (key: keyof Measurement): number => median(all.map((one) => one[key]));
    return [
      name,
      (of("memoryBytes") / 2 ** 20).toFixed(0),
      (of("cpuMs") / 1_000).toFixed(2),
      (of("elapsedMs") / 1_000).toFixed(2),
      of("firstMs").toFixed(0),
    ];
  });
  const widths = titles.map((_, i) => Math.max(...[titles, ...rows].map((row) => row[i]!.length)));
  const line = ([name, ...figures]: readonly string[]): string =>
    `| ${[name!.padEnd(widths[0]!), ...figures.map((text, i) => text.padStart(widths[i + 1]!))].join(" | ")} |`;
  const rule = widths.map((width, i) =>
    i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [titles, rule, ...rows].map(line).join("\n");
}
