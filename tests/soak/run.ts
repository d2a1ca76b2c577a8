// `npm run soak -- --minutes 10`: random clients against a real server. It passes if no answer was
// wrong, no error unhandled, and the heap did not grow.

import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Random } from "../fuzz/random.ts";
import { act } from "./clients.ts";
import { growthBytes } from "./growth.ts";
import type { Sample } from "./server.ts";
import { SoakedServer } from "./soaked-server.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    clients: { type: "string", default: "48" },
    seed: { type: "string" },
  },
});
const seed = values.seed === undefined ? Date.now() % 2 ** 32 : Number(values.seed);
const durationMs = Number(values.minutes) * 60_000;
const rounds = 12;

const server = await SoakedServer.start();
const random = new Random(seed);
const totals = { connections: 0, requests: 0, answers: 0 };
const wrong: string[] = [];

async function client(untilMs: number, own: Random): Promise<void> {
  while (performance.now() < untilMs && !server.ended && wrong.length < 20) {
    const outcome = await act(server.url, own);
    totals.connections++;
    totals.requests += outcome.requests;
    totals.answers += outcome.answers;
    if (outcome.wrong !== null) wrong.push(outcome.wrong);
  }
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(2)} MiB`;

console.log(`seed ${seed}: ${values.clients} clients, ${values.minutes} minutes`);
const samples: Sample[] = [];
for (let round = 0; round < rounds && !server.ended; round++) {
  const untilMs = performance.now() + durationMs / rounds;
  const clients = Array.from({ length: Number(values.clients) }, () =>
    client(untilMs, new Random(random.below(2 ** 32))),
  );
  await Promise.all(clients);
  if (server.ended) break;
  // What is left of the last connections has gone by then.
  await setTimeout(1_000);
  const taken = await server.sample();
  samples.push(taken);
  console.log(
    `${String(round + 1).padStart(2)}: ${totals.requests} requests, ${totals.answers} answers, ${wrong.length} wrong, heap ${mebibytes(taken.heapBytes)}, outside ${mebibytes(taken.externalBytes)}, resident ${mebibytes(taken.residentBytes)}`,
  );
}

const unhandled = samples.at(-1)?.unhandled ?? [];
// The first rounds fill caches and compile code.
const settled = samples.slice(rounds / 3);
const heapGrowth = growthBytes(settled.map(({ heapBytes }) => heapBytes));
const externalGrowth = growthBytes(settled.map(({ externalBytes }) => externalBytes));
// Garbage collection leaves some noise; a leak of a hundred bytes a connection would be far above it.
const allowedBytes = 1.5 * 2 ** 20;

for (const problem of [...wrong, ...unhandled].slice(0, 20)) console.log(`\n${problem}`);
console.log(
  `\n${totals.connections} connections, ${totals.requests} requests, ${totals.answers} answers` +
    `\nwrong answers ${wrong.length}, unhandled errors ${unhandled.length}` +
    `\ngrowth over the last ${settled.length} samples: heap ${mebibytes(heapGrowth)}, outside ${mebibytes(externalGrowth)}`,
);
const passed =
  !server.ended &&
  wrong.length === 0 &&
  unhandled.length === 0 &&
  heapGrowth < allowedBytes &&
  externalGrowth < allowedBytes;
if (server.ended) console.log("the server ended by itself");
console.log(passed ? "passed" : "failed");
process.exitCode = passed ? 0 : 1;
await server.stop();
