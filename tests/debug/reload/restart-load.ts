// Clients that go on asking while a program is restarted again and again, and count what goes wrong.
import { Agent, get } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { node } from "../../app/child-program.ts";
import { startEdited, version, type EditedProgram } from "./edited-program.ts";

/** Who starts the program anew when it is saved. */
export type Restarter = "hipflask" | "node --watch" | "kill and start";

export interface RestartLoadOptions {
  readonly restarter: Restarter;
  readonly restarts: number;
  /** At least so many; the clients go on until all restarts are done. */
  readonly requests: number;
  /** What runs a program: this Node with the sources unless given. */
  readonly command?: readonly string[];
}

export interface RestartTally {
  requests: number;
  /** By the code of the error: `ECONNREFUSED`, `ECONNRESET`. */
  readonly failures: Record<string, number>;
  /** Answers by a version that had been replaced when the request was sent. */
  stale: number;
  /** From the save to the first answer of what was saved, each in milliseconds. */
  readonly restartsMs: number[];
  /** The longest that any client waited. */
  longestMs: number;
}

const pauseMs = 10;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Two clients that keep their connection, and two that open one for each request. */
export async function restartUnderLoad(options: RestartLoadOptions): Promise<RestartTally> {
  const tally: RestartTally = {
    requests: 0,
    failures: {},
    stale: 0,
    restartsMs: [],
    longestMs: 0,
  };
  const { command = node, restarter, restarts, requests } = options;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const runOptions = { port, debug: restarter === "hipflask" };
  const watch = restarter === "node --watch" ? ["--watch"] : [];
  const [file = "", ...args] = command;
  const line = [file, ...watch, ...args, "app.mjs"];
  const programs = [startEdited({}, { runOptions, command: line })];
  await programs[0]!.url;

  let current = 1;
  let isOver = false;
  const ask = async (agent: Agent | false): Promise<void> => {
    while (!isOver) {
      const expected = current;
      const startedMs = performance.now();
      tally.requests++;
      try {
        if (Number(await versionAt(url, agent)) < expected) tally.stale++;
      } catch (error) {
        const { code = "unknown" } = error as NodeJS.ErrnoException;
        tally.failures[code] = (tally.failures[code] ?? 0) + 1;
      }
      tally.longestMs = Math.max(tally.longestMs, performance.now() - startedMs);
      await sleep(pauseMs);
    }
  };
  const agents = [1, 2].map(() => new Agent({ keepAlive: true, maxSockets: 1 }));
  const clients = [...agents, false as const, false as const].map(ask);

  for (let next = 2; next <= restarts + 1; next++) {
    await sleep(100);
    const program = programs.at(-1)!;
    const savedMs = performance.now();
    program.save("version.mjs", version(String(next)));
    if (restarter === "kill and start") {
      program.signal("SIGTERM");
      await program.ended;
      programs.push(startAgain(program, line, runOptions));
      await programs.at(-1)!.url;
    } else if (restarter === "hipflask") {
      await program.printedTimes(" * Restarted in ", next - 1);
    }
    while ((await versionAt(url, false).catch(() => "")) !== String(next)) await sleep(pauseMs);
    tally.restartsMs.push(performance.now() - savedMs);
    current = next;
  }
  while (tally.requests < requests) await sleep(pauseMs);
  isOver = true;
  await Promise.all(clients);
  for (const agent of agents) agent.destroy();
  const last = programs.at(-1)!;
  last.signal("SIGTERM");
  await last.ended;
  return tally;
}

/** How many requests failed, of whatever. */
export function failedOf({ failures }: RestartTally): number {
  return Object.values(failures).reduce((sum, count) => sum + count, 0);
}

function startAgain(
  { folder }: EditedProgram,
  command: readonly string[],
  runOptions: object,
): EditedProgram {
  return startEdited({}, { command, runOptions, folder });
}

function versionAt(url: string, agent: Agent | false): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        return reject(Object.assign(new Error("not answered"), { code: response.statusCode }));
      }
      json(response).then((body) => resolve((body as { version: string }).version), reject);
    }).once("error", reject);
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
