// `npm run bench`: processor time per request of Hipflask and its peers.

import { writeFileSync } from "node:fs";
import { measure } from "./measure.ts";
import { help, readOptions, type Options } from "./options.ts";
import { prepare } from "./preparation.ts";
import { report, table, type Result } from "./report.ts";
import { reference } from "./servers.ts";
import { summarize } from "./summary.ts";

async function bench({ nodes, rounds, seconds, loads, servers, whole }: Options): Promise<void> {
  const programs = await prepare(nodes);
  const results: Result[] = [];
  for (const { path, version } of programs) {
    for (const load of loads) {
      console.log(`\nNode ${version}: ${load.title}`);
      const plan = { servers, load, nodePath: path, rounds, seconds, warmUpSeconds: seconds / 2 };
      const samples = await measure(plan, (round) => {
        process.stdout.write(`${round === 0 ? "round" : ""} ${round + 1}`);
      });
      const rows = summarize(samples, reference);
      console.log(`\n\n${table(rows, reference)}`);
      results.push({ nodeVersion: version, load, rows });
    }
  }
  if (!whole) return;
  const command = ["npm run bench --", ...process.argv.slice(2).map(withoutFolder)]
    .join(" ")
    .replace(/ --$/, "");
  const text = report({ results, reference, rounds, seconds, command, date: new Date() });
  writeFileSync(new URL("RESULTS.md", import.meta.url), text);
  console.log("\nwrote bench/RESULTS.md");
}

// Where a program lies is of no use on another machine.
function withoutFolder(argument: string): string {
  return argument.replace(/[^=]*[/\\]/, "…/");
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) console.log(help);
  else await bench(options);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
