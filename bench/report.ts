// The results as Markdown: what is printed, and what bench/RESULTS.md keeps.

import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { connections } from "./generator.ts";
import type { Load } from "./loads.ts";
import type { Row } from "./summary.ts";

/** The table of one load on one Node. */
export interface Result {
  readonly nodeVersion: string;
  readonly load: Load;
  readonly rows: readonly Row[];
}

export interface ReportInit {
  readonly results: readonly Result[];
  readonly reference: string;
  readonly rounds: number;
  readonly seconds: number;
  /** What to type to have it again. */
  readonly command: string;
  readonly date: Date;
}

export function report(init: ReportInit): string {
  const versions = [...new Set(init.results.map(({ nodeVersion }) => nodeVersion))];
  const sections = versions.flatMap((version) => [
    `## Node ${version}`,
    ...init.results
      .filter(({ nodeVersion }) => nodeVersion === version)
      .map(({ load, rows }) => `### ${load.title}\n\n${table(rows, init.reference)}`),
  ]);
  return `${[...introduction(init), ...sections].join("\n\n")}\n`;
}

function introduction({ reference, rounds, seconds, command, date }: ReportInit): string[] {
  return [
    "# Benchmark results",
    `Measured on ${date.toISOString().slice(0, 10)} with \`${command}\`, which wrote this file.`,
    [
      `- Machine: ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, ${process.platform} ${process.arch}`,
      `- Peers: ${peerVersions().join(", ")}`,
      `- Load: ${connections} keep-alive connections, each sends its next request when the last is answered; every answer is checked to the last byte`,
      `- ${rounds} rounds; in each, every server is started anew, warmed up for ${seconds / 2} s and measured for ${seconds} s; the order moves on from round to round`,
    ].join("\n"),
    [
      "**CPU** is the processor time of the server's process for one request, user and system, all threads: the figure that decides how much a machine can serve.",
      `**Ratio** is that time over ${reference}'s in the same round. All figures are medians over the rounds; **middle half** says where half of the rounds had their ratio.`,
      "Requests per second depend on the load generator, which shares the machine: they are there for orientation.",
    ].join("\n"),
  ];
}

export function table(rows: readonly Row[], reference: string): string {
  const cells = rows.map((row) => [
    row.server,
    row.totalUs.toFixed(2),
    row.userUs.toFixed(2),
    row.systemUs.toFixed(2),
    row.ratio.toFixed(2),
    `${row.ratioFrom.toFixed(2)}–${row.ratioTo.toFixed(2)}`,
    Math.round(row.requestsPerSecond).toLocaleString("en"),
  ]);
  const titles = [
    "server",
    "CPU, µs",
    "user",
    "system",
    `ratio, ${reference} = 1`,
    "middle half",
    "requests/s",
  ];
  const widths = titles.map((title, i) =>
    Math.max(title.length, ...cells.map((row) => row[i]!.length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(" | ")} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(titles), rule, ...cells.map(line)].join("\n");
}

function peerVersions(): string[] {
  const url = new URL("package.json", import.meta.url);
  const { dependencies } = JSON.parse(readFileSync(url, "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
}
