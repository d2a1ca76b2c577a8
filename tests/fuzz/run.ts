// `npm run fuzz`: both searches, for longer than a test run has time for.

import { parseArgs } from "node:util";
import { compare } from "./differential.ts";
import { searchGuided } from "./guided.ts";

const { values } = parseArgs({
  options: { seed: { type: "string" }, minutes: { type: "string", default: "10" } },
});
const seed = values.seed === undefined ? Date.now() % 2 ** 32 : Number(values.seed);
const halfMs = Number(values.minutes) * 30_000;
console.log(`seed ${seed}, ${values.minutes} minutes`);

const guided = await searchGuided(seed, Number.POSITIVE_INFINITY, halfMs);
console.log(
  `guided by coverage: ${guided.executions} inputs, ${guided.interesting} of them went where none had been, ${guided.reached} parts reached`,
);
const compared = await compare(seed, Number.POSITIVE_INFINITY, halfMs);
console.log(
  `against node:http: ${compared.executions} inputs, ${compared.agreed} agreed\n  ${[...compared.kinds].map(([kind, count]) => `${count} ${kind}`).join("\n  ")}`,
);

const findings = [...guided.findings, ...compared.findings];
for (const { input, problem } of findings) console.log(`\n${JSON.stringify(input)}\n${problem}`);
console.log(`\n${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;
