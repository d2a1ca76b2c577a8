// The results as Markdown: what is printed, and what bench/RESULTS.md keeps.

import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { connections } from "./generator.ts";
import type { Reached } from "./goals.ts";
import type { Load } from "./loads.ts";
import type { Field } from "./servers.ts";
import { markdownTable } from "./markdown-table.ts";
import type { Ratio, Row } from "./summary.ts";

/** The table of one load on one Node. */
export interface Result {
  readonly nodeVersion: string;
  readonly load: Load;
  readonly rows: readonly Row[];
  readonly leftOut: Field["leftOut"];
  readonly reached: readonly Reached[];
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
  const { results, reference } = init;
  const versions = [...new Set(results.map(({ nodeVersion }) => nodeVersion))];
  const sections = versions.flatMap((version) => [
    `## Node ${version}`,
    ...results
      .filter(({ nodeVersion }) => nodeVersion === version)
      .map((result) => `### ${result.load.title}\n\n${resultText(result, reference)}`),
  ]);
  return `${[...introduction(init), "## Ratios", goalsTable(results), ...sections].join("\n\n")}\n`;
}

function introduction({ reference, rounds, seconds, command, date }: ReportInit): string[] {
  return [
    "# Benchmark results",
    `Measured on ${date.toISOString().slice(0, 10)} with \`${command}\`, which wrote this file. \`npm ci\` before it is all that is needed to have it again; [README.md](README.md) says how it is done.`,
    [
      `- Machine: ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, ${process.platform} ${process.arch}`,
      `- Peers: ${peerVersions().join(", ")}`,
      `- Load: ${connections} keep-alive connections; every answer is checked to the last byte`,
      `- ${rounds} rounds; in each, every server is started anew, warmed up for ${seconds} s, measured for ${seconds} s as fast as it goes and for ${seconds} s at half of that rate; the order moves on from round to round`,
    ].join("\n"),
    [
      "**CPU** is the processor time of the server's process for one request, user and system, all threads: the figure that decides how much a machine can serve.",
      `**Ratio** is that time over ${reference}'s in the same round. All figures are medians over the rounds; **middle half** says where half of the rounds had their ratio.`,
      "Requests per second depend on the load generator, which shares the machine: they are there for orientation.",
      "Latencies are milliseconds: **busy**, where every connection sends its next request when the last is answered; **half**, where requests are sent at half of the server's own busiest rate, each at its time, and latency counts from when it was due.",
    ].join("\n"),
  ];
}

/** The ratios that Hipflask is to reach, those that have a limit and those that are only told. */
export function goalsTable(results: readonly Result[]): string {
  const rows = results.flatMap(({ nodeVersion, load, reached }) =>
    reached.map(({ goal, ratio, limit }) => [
      `Node ${nodeVersion}`,
      `${load.name}, over ${goal.over}`,
      ratio.median.toFixed(2),
      middleHalf(ratio),
      limit === null ? "none" : limit.toFixed(2),
      limit === null ? "" : ratio.median <= limit ? "yes" : "**no**",
    ]),
  );
  const titles = ["Node", "Hipflask's CPU per request", "ratio", "middle half", "at most", "kept"];
  return markdownTable(titles, rows, 2);
}

/** The table of a load, and who is not in it. */
export function resultText({ rows, leftOut }: Result, reference: string): string {
  const hasPaced = rows.some(({ paced }) => paced !== null);
  const hasIdle = rows.some(({ bytesPerIdleConnection }) => bytesPerIdleConnection !== null);
  const titles = [
    "server",
    "CPU, µs",
    "of it system",
    `ratio, ${reference} = 1`,
    "middle half",
    "requests/s",
    "busy p50",
    "p99",
    ...(hasPaced ? ["half: CPU, µs", "p50", "p99"] : []),
    ...(hasIdle ? ["kB per idle connection"] : []),
  ];
  const cells = rows.map(({ server, busy, paced, ratio, bytesPerIdleConnection }) => [
    server,
    busy.totalUs.toFixed(2),
    busy.systemUs.toFixed(2),
    ratio.median.toFixed(2),
    middleHalf(ratio),
    Math.round(busy.requestsPerSecond).toLocaleString("en"),
    busy.p50Ms.toFixed(2),
    busy.p99Ms.toFixed(2),
    ...(paced === null
      ? []
      : [paced.totalUs.toFixed(2), paced.p50Ms.toFixed(2), paced.p99Ms.toFixed(2)]),
    ...(bytesPerIdleConnection === null ? [] : [(bytesPerIdleConnection / 1000).toFixed(1)]),
  ]);
  const notes = leftOut.map(({ name, reason }) => `Without ${name}: ${reason}.`);
  return [markdownTable(titles, cells, 1), ...notes].join("\n\n");
}

function middleHalf({ from, to }: Ratio): string {
  return `${from.toFixed(2)}–${to.toFixed(2)}`;
}

function peerVersions(): string[] {
  const url = new URL("package.json", import.meta.url);
  const { dependencies } = JSON.parse(readFileSync(url, "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
}
