// One stream from one server, each in a process of its own.

import { Child } from "../child.ts";
import { row } from "./rows.mjs";
import { accept, type Contender } from "./contenders.ts";

export interface Measurement {
  readonly elapsedMs: number;
  /** Until the first byte of the body. */
  readonly firstMs: number;
  readonly cpuMs: number;
  /** The server's peak over what it held before, with its code warm. */
  readonly memoryBytes: number;
}

interface Usage {
  readonly cpuMs: number;
  readonly rssBytes: number;
  readonly peakBytes: number;
}

interface Reading {
  readonly elapsedMs: number;
  readonly firstMs: number;
  readonly bytes: number;
  readonly start: string;
  readonly end: string;
}

// Enough for the code to be compiled; too few to grow the heap.
const warmUpRows = 2_000;

// Slow peers on a slow machine.
const patienceMs = 120_000;

/** @throws As a rejection, if the answer is not the rows: then its figures mean nothing. */
export async function measure(
  { file, form, path }: Contender,
  nodePath: string,
  rows: number,
): Promise<Measurement> {
  const env = { PATH: process.env["PATH"], NODE_ENV: "production" };
  const server = new Child(new URL(`servers/${file}`, import.meta.url), {
    execPath: nodePath,
    env,
  });
  const client = new Child(new URL("client.mjs", import.meta.url), { execPath: nodePath, env });
  try {
    const { port } = (await server.reply()) as { readonly port: number };
    const read = async (count: number): Promise<Reading> => {
      const url = `http://127.0.0.1:${port}${path}${count}`;
      return (await client.ask({ url, accept: accept[form] }, patienceMs)) as Reading;
    };
    await read(warmUpRows);
    const before = (await server.ask({})) as Usage;
    const reading = await read(rows);
    const after = (await server.ask({})) as Usage;
    check(reading, form, rows);
    return {
      elapsedMs: reading.elapsedMs,
      firstMs: reading.firstMs,
      cpuMs: after.cpuMs - before.cpuMs,
      memoryBytes: after.peakBytes - before.rssBytes,
    };
  } finally {
    await Promise.all([server.end(), client.end()]);
  }
}

function check({ bytes, end, start }: Reading, form: Contender["form"], rows: number): void {
  const first = JSON.stringify(row(1));
  const wantedStart = form === "array" ? `[${first},` : `${first}\n`;
  const wantedEnd = form === "array" ? "}]" : "}\n";
  // An array has a comma between rows and two brackets; lines have a line break each.
  const wantedBytes = rowsLength(rows) + rows + (form === "array" ? 1 : 0);
  if (start.startsWith(wantedStart) && end.endsWith(wantedEnd) && bytes === wantedBytes) return;
  throw new Error(`wrong answer: ${bytes} bytes (not ${wantedBytes}), ${start} … ${end}`);
}

const lengths = new Map<number, number>();

function rowsLength(rows: number): number {
  let length = lengths.get(rows);
  if (length === undefined) {
    length = 0;
    for (let id = 1; id <= rows; id++) length += JSON.stringify(row(id)).length;
    lengths.set(rows, length);
  }
  return length;
}
