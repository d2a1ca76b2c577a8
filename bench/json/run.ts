// How long encoding takes: each sample in a process of its own, rounds interleaved, medians, ratios to the first column.
//
//   node --import tsx bench/json/run.ts [--rounds 5] [--with PATH]...   runtimes other than this Node, by path

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { median } from "../statistics.ts";
import { groups, type Group } from "./groups.ts";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    with: { type: "string", multiple: true, default: [] },
  },
});
const rounds = Number(options.rounds);
const sample = fileURLToPath(new URL("sample.ts", import.meta.url));
const tsx = import.meta.resolve("tsx");

function sampleUs(runtime: string, group: Group, body: string, writer: string): number {
  const isBun = runtime.endsWith("bun");
  const loader = isBun ? [] : ["--import", tsx];
  const args = [...loader, sample, group.title, body, writer];
  return Number(execFileSync(runtime, args, { encoding: "utf8" }));
}

function versionOf(runtime: string): string {
  const version = execFileSync(runtime, ["--version"], { encoding: "utf8" }).trim();
  return version.startsWith("v") ? `Node ${version}` : `Bun ${version}`;
}

function table(runtime: string, group: Group): string {
  const lines = [
    `| body | ${group.names.join(" | ")} |`,
    `|---|${group.names.map(() => "--:").join("|")}|`,
  ];
  for (const { name: body } of group.bodies) {
    const taken = new Map<string, number[]>(group.names.map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const name of group.names) taken.get(name)!.push(sampleUs(runtime, group, body, name));
    }
    const base = taken.get(group.names[0]!)!;
    const cells = group.names.map((name) => {
      const us = taken.get(name)!;
      const ratio = median(us.map((each, round) => each / base[round]!));
      const shown = median(us);
      return `${shown < 10 ? shown.toFixed(2) : shown.toFixed(0)} µs, **${ratio.toFixed(2)}**`;
    });
    lines.push(`| ${body} | ${cells.join(" | ")} |`);
    process.stderr.write(`${lines.at(-1)!}\n`);
  }
  return lines.join("\n");
}

const sections = [process.execPath, ...options.with].flatMap((runtime) =>
  groups.map((group) => `### ${versionOf(runtime)}: ${group.title}\n\n${table(runtime, group)}\n`),
);
const text = `# Encoding JSON

Time of one encoding, and its ratio to the first column: median of ${rounds} rounds, each writer in a process of its own.
\`node --import tsx bench/json/run.ts --rounds ${rounds}\` measures again; \`bench/json/bodies.ts\` has the bodies. Rich bodies hold dates,
bigints, Sets and Maps; the replacer is what people write for them.

${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}.

${sections.join("\n")}`;
writeFileSync(fileURLToPath(new URL("../JSON.md", import.meta.url)), text);
