// `npm run bench`: processor time and latency of Hipflask and its peers, per request.

import { writeFileSync } from "node:fs";
import { makeCertificate } from "./certificate.ts";
import { reached } from "./goals.ts";
import { measure } from "./measure.ts";
import { help, readOptions, type Options } from "./options.ts";
import { prepare } from "./preparation.ts";
import { goalsTable, report, resultText, type Result } from "./report.ts";
import { fieldOf, reference } from "./servers.ts";
import { summarize } from "./summary.ts";

async function bench(options: Options): Promise<void> {
  const { nodes, rounds, seconds, loads, servers } = options;
  const programs = await prepare(nodes);
  const certificate = loads.some(({ isTls }) => isTls) ? makeCertificate() : null;
  const results: Result[] = [];
  for (const { path, version, major } of programs) {
    for (const load of loads) {
      console.log(`\nNode ${version}: ${load.title}`);
      const { contenders, leftOut } = fieldOf(load, servers, major);
      const plan = {
        contenders,
        load,
        nodePath: path,
        rounds,
        seconds,
        certificate: load.isTls === true ? certificate : null,
      };
      const samples = await measure(plan, (round) => {
        process.stdout.write(`${round === 0 ? "round" : ""} ${round + 1}`);
      });
      const result: Result = {
        nodeVersion: version,
        load,
        rows: summarize(samples, reference),
        leftOut,
        reached: reached(load.name, samples, major),
      };
      console.log(`\n\n${resultText(result, reference)}`);
      results.push(result);
    }
  }
  if (results.some(({ reached }) => reached.length > 0)) console.log(`\n${goalsTable(results)}`);
  if (!options.isWhole) return;
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
