// What live reload saves: requests that fail while a program is restarted 20 times, with it and without.
// Needs dist/. Other Nodes than the one that runs this are named as paths: npm run reload-figure -- /path/to/node
import { spawnSync } from "node:child_process";
import { endEdited } from "../tests/debug/reload/edited-program.ts";
import { failedOf, restartUnderLoad, type Restarter } from "../tests/debug/reload/restart-load.ts";

const restarters: readonly Restarter[] = ["hipflask", "node --watch", "kill and start"];
const nodes = [process.execPath, ...process.argv.slice(2)];

console.log(
  "| Node | restarted by | requests | failed | by old code | restart, median | longest wait |",
);
console.log(
  "| ---- | ------------ | -------: | -----: | ----------: | --------------: | -----------: |",
);
let lost = 0;
for (const file of nodes) {
  const nodeVersion = spawnSync(file, ["--version"], { encoding: "utf8" }).stdout.trim();
  for (const restarter of restarters) {
    const tally = await restartUnderLoad({
      restarter,
      restarts: 20,
      requests: 1_000,
      command: [file],
    });
    const failed = failedOf(tally);
    if (restarter === "hipflask") lost += failed + tally.stale;
    const median = tally.restartsMs.toSorted((a, b) => a - b)[10]!;
    const cells = [
      nodeVersion,
      restarter,
      tally.requests,
      failed,
      tally.stale,
      `${Math.round(median)} ms`,
      `${Math.round(tally.longestMs)} ms`,
    ];
    console.log(`| ${cells.join(" | ")} |`);
    if (failed > 0) console.error(tally.failures);
  }
}
endEdited();
process.exit(lost === 0 ? 0 : 1);
