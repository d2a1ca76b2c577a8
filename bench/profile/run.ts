// Where a server's processor time goes while it answers: samples by `perf` (Linux), in kernel and program alike.
// node --import tsx bench/profile/run.ts [--load small-json] [--server Hipflask] [--node 24] [--seconds 5]

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Generator } from "../generator.ts";
import { loads } from "../loads.ts";
import { prepare } from "../preparation.ts";
import { ServerProcess } from "../server-process.ts";
import { fieldOf, servers } from "../servers.ts";
import { foldSamples, SymbolMap } from "./samples.ts";

const { values } = parseArgs({
  options: {
    load: { type: "string", default: "small-json" },
    server: { type: "string", default: "Hipflask" },
    node: { type: "string", default: process.versions.node.split(".")[0]! },
    seconds: { type: "string", default: "5" },
  },
});
const seconds = Number(values.seconds);

const load = loads.find(({ name, isTls }) => name === values.load && isTls !== true);
if (load === undefined) throw new Error(`--load ${values.load}: there is no such load without TLS`);
const [program] = await prepare([values.node]);
const { contenders } = fieldOf(load, servers, program!.major);
const contender = contenders.find(({ name }) => name === values.server);
if (contender === undefined) throw new Error(`--server ${values.server}: it does not take part`);

const folder = mkdtempSync(join(tmpdir(), "hipflask-profile-"));
// Makes Node say where compiled functions lie: perf knows no JavaScript.
const execArgv = ["--perf-basic-prof", "--no-logfile-per-isolate", `--logfile=${folder}/v8.log`];
const server = await ServerProcess.start(contender, program!.path, null, execArgv);
const generator = new Generator();
try {
  await generator.open(server.port, load, contender.exchanges);
  await generator.run(2);
  const data = join(folder, "perf.data");
  const perf = spawn(
    "perf",
    ["record", "-F", "2500", "--call-graph", "fp", "-p", String(server.pid), "-o", data],
    { stdio: "ignore" },
  );
  await generator.run(seconds);
  perf.kill("SIGINT");
  await once(perf, "exit");
  const mapFile = join("/tmp", `perf-${server.pid}.map`);
  const symbols = new SymbolMap(readFileSync(mapFile, "utf8"));
  rmSync(mapFile);
  const script = execFileSync("perf", ["script", "-i", data, "-F", "ip,sym,dso"], {
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const { places, functions } = foldSamples(script, symbols);
  console.log(`\n${contender.name}, ${load.title}, Node ${program!.version}\n`);
  print(places);
  console.log("\nof it the functions outside the kernel:\n");
  print(functions.slice(0, 30));
} finally {
  await generator.close();
  await server.end();
  rmSync(folder, { recursive: true });
}

function print(shares: readonly (readonly [string, number])[]): void {
  for (const [name, share] of shares) {
    console.log(`${(share * 100).toFixed(1).padStart(5)} %  ${name}`);
  }
}
