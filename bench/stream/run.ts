// A stream of a million rows: time, processor time and memory of the server's process.
// node --import tsx bench/stream/run.ts --node 20 --node 24 [--rounds 3] [--rows 1000000]

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { prepare } from "../preparation.ts";
import { contenders } from "./contenders.ts";
import { measure, type Measurement } from "./measure.ts";
import { report, type Section } from "./report.ts";
import { rowCount } from "./rows.mjs";

const { values } = parseArgs({
  options: {
    node: { type: "string", multiple: true, default: ["20", "24"] },
    rounds: { type: "string", default: "3" },
    rows: { type: "string", default: String(rowCount) },
  },
});
const rounds = Number(values.rounds);
const rows = Number(values.rows);

const sections: Section[] = [];
for (const { path, version } of await prepare(values.node)) {
  const measured = new Map(contenders.map(({ name }) => [name, [] as Measurement[]]));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < contenders.length; i++) {
      // Each round begins with another one: what the machine does besides hits all of them.
      const contender = contenders[(i + round) % contenders.length]!;
      console.log(`Node ${version}, round ${round + 1}: ${contender.name}`);
      measured.get(contender.name)!.push(await measure(contender, path, rows));
    }
  }
  sections.push({ nodeVersion: version, measured });
}

const text = report({ sections, rounds, rows, date: new Date() });
console.log(text);
if (rows === rowCount) writeFileSync(new URL("../STREAM.md", import.meta.url), text);
