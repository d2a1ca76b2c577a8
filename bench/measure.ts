// The measurement: rounds in which every server has its turn, in an order that moves on each
// time, so that whatever else the machine does falls on all of them alike.

import { Generator } from "./generator.ts";
import type { Load } from "./loads.ts";
import { ServerProcess } from "./server-process.ts";
import type { ServerEntry } from "./servers.ts";

export interface Plan {
  readonly servers: readonly ServerEntry[];
  readonly load: Load;
  readonly nodePath: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

/** What one server did in one round. */
export interface Sample {
  readonly server: string;
  readonly userUsPerRequest: number;
  readonly systemUsPerRequest: number;
  readonly requestsPerSecond: number;
}

export async function measure(plan: Plan, onRound: (round: number) => void): Promise<Sample[]> {
  const { servers, rounds } = plan;
  const samples: Sample[] = [];
  for (let round = 0; round < rounds; round++) {
    onRound(round);
    for (let turn = 0; turn < servers.length; turn++) {
      samples.push(await measureOnce(plan, servers[(round + turn) % servers.length]!));
    }
  }
  return samples;
}

// A new process each time: how a program is compiled while it runs is partly chance, and
// a process keeps what it drew.
async function measureOnce(plan: Plan, entry: ServerEntry): Promise<Sample> {
  const server = await ServerProcess.start(entry, plan.nodePath);
  const generator = new Generator();
  try {
    await server.check(plan.load);
    await generator.open(server.port, plan.load);
    await generator.run(plan.warmUpSeconds);
    const before = await server.processorTime();
    const { answered, elapsedMs } = await generator.run(plan.seconds);
    const after = await server.processorTime();
    return {
      server: entry.name,
      userUsPerRequest: (after.userUs - before.userUs) / answered,
      systemUsPerRequest: (after.systemUs - before.systemUs) / answered,
      requestsPerSecond: answered / (elapsedMs / 1000),
    };
  } catch (error) {
    throw new Error(`Cannot measure ${entry.name}`, { cause: error });
  } finally {
    await generator.close();
    await server.end();
  }
}
