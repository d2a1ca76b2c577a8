// The measurement: rounds in which every server has its turn, in an order that moves on each
// time, so that whatever else the machine does falls on all of them alike.

import type { Certificate } from "./certificate.ts";
import { Generator, type Report } from "./generator.ts";
import type { Load } from "./loads.ts";
import { ServerProcess, type Usage } from "./server-process.ts";
import type { Contender } from "./servers.ts";

export interface Plan {
  readonly contenders: readonly Contender[];
  readonly load: Load;
  readonly nodePath: string;
  readonly rounds: number;
  /** How long to measure each time, and to warm up before. */
  readonly seconds: number;
  /** For a load over TLS; null for the others. */
  readonly certificate: Certificate | null;
}

/** A stretch of load on one server. */
export interface Stretch {
  readonly userUsPerRequest: number;
  readonly systemUsPerRequest: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** What one server did in one round. */
export interface Sample {
  readonly server: string;
  /** As fast as it goes. */
  readonly busy: Stretch;
  /** At half of that rate; null where a load has no single requests to pace. */
  readonly paced: Stretch | null;
  /** Memory that an idle connection took; null where the load has none. */
  readonly bytesPerIdleConnection: number | null;
}

export async function measure(plan: Plan, onRound: (round: number) => void): Promise<Sample[]> {
  const { contenders, rounds } = plan;
  const samples: Sample[] = [];
  for (let round = 0; round < rounds; round++) {
    onRound(round);
    for (let turn = 0; turn < contenders.length; turn++) {
      samples.push(await measureOnce(plan, contenders[(round + turn) % contenders.length]!));
    }
  }
  return samples;
}

// A new process each time: how a program is compiled while it runs is partly chance, and
// a process keeps what it drew.
async function measureOnce(plan: Plan, contender: Contender): Promise<Sample> {
  const { load, nodePath, seconds, certificate } = plan;
  const server = await ServerProcess.start(contender, nodePath, certificate);
  const generator = new Generator();
  try {
    for (const exchange of firstAndLast(contender.exchanges)) await server.check(exchange);
    await generator.open(server.port, load, contender.exchanges);
    const bytesPerIdleConnection = await openIdle(server, generator, load.idleConnections ?? 0);
    await generator.run(seconds);
    const busy = await stretch(server, () => generator.run(seconds));
    const isPaced = (load.depth ?? 1) === 1;
    const rate = busy.requestsPerSecond / 2;
    const paced = isPaced ? await stretch(server, () => generator.run(seconds, rate)) : null;
    return { server: contender.name, busy, paced, bytesPerIdleConnection };
  } catch (error) {
    throw new Error(`Cannot measure ${contender.name}: ${load.name}`, { cause: error });
  } finally {
    await generator.close();
    await server.end();
  }
}

// The generator checks each answer's status and body, but not its content type.
function firstAndLast<Item>(items: readonly Item[]): readonly Item[] {
  return items.length === 1 ? items : [items[0]!, items.at(-1)!];
}

async function openIdle(
  server: ServerProcess,
  generator: Generator,
  count: number,
): Promise<number | null> {
  if (count === 0) return null;
  // Busy once before, so that what a warm process needs anyway is not counted.
  await generator.run(0.2);
  const before = await server.usage();
  await generator.openIdle(count);
  const after = await server.usage();
  return (after.rssBytes - before.rssBytes) / count;
}

async function stretch(server: ServerProcess, run: () => Promise<Report>): Promise<Stretch> {
  const before = await server.usage();
  const { answered, elapsedMs, p50Ms, p99Ms } = await run();
  const after = await server.usage();
  return {
    userUsPerRequest: perRequest("userUs", before, after, answered),
    systemUsPerRequest: perRequest("systemUs", before, after, answered),
    requestsPerSecond: answered / (elapsedMs / 1000),
    p50Ms,
    p99Ms,
  };
}

function perRequest(part: keyof Usage, before: Usage, after: Usage, answered: number): number {
  return (after[part] - before[part]) / answered;
}
