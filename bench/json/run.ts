// How long encoding takes: interleaved rounds in one process, medians, ratios to the first column.
// Run with `node --import tsx bench/json/run.ts [rounds]`, or with any runtime that reads TypeScript.

import { hardBodies, plainBodies, richBodies, type Body } from "./bodies.ts";
import { median } from "../statistics.ts";
import { plainContenders, richContenders, type Write } from "./contenders.ts";

const rounds = Number(process.argv[2] ?? 25);
// Long enough for the clock, short enough that a disturbance hits one sample and not all.
const sampleMs = 10;

const sink = new Uint8Array(32 * 2 ** 20);
const encoder = new TextEncoder();

/** Where rich writers end: as bytes. A text that is still a tree of pieces is not yet written. */
function toBytes(write: Write): Write {
  return (value) => {
    const text = write(value);
    encoder.encodeInto(text, sink);
    return text;
  };
}

function timeUs(write: Write, value: unknown, times: number): number {
  const start = performance.now();
  for (let time = 0; time < times; time++) write(value);
  return ((performance.now() - start) * 1_000) / times;
}

function measure(body: Body, writers: ReadonlyMap<string, Write>): ReadonlyMap<string, number> {
  const [first] = writers.values();
  // Every writer is compiled before any is measured.
  for (const write of writers.values()) {
    const end = performance.now() + 20 * sampleMs;
    do write(body.value);
    while (performance.now() < end);
  }
  const times = Math.max(1, Math.round((sampleMs * 1_000) / timeUs(first!, body.value, 3)));
  const samples = new Map<string, number[]>([...writers.keys()].map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, write] of writers) samples.get(name)!.push(timeUs(write, body.value, times));
  }
  return new Map([...samples].map(([name, list]) => [name, median(list)]));
}

function report(title: string, bodies: readonly Body[], writers: ReadonlyMap<string, Write>): void {
  const names = [...writers.keys()];
  console.log(`\n### ${title}\n\n| body | ${names.join(" | ")} |`);
  console.log(`|---|${names.map(() => "--:").join("|")}|`);
  for (const body of bodies) {
    const medians = measure(body, writers);
    const base = medians.get(names[0]!)!;
    const cells = names.map((name) => {
      const us = medians.get(name)!;
      return `${us < 10 ? us.toFixed(2) : us.toFixed(0)} µs, ${(us / base).toFixed(2)}`;
    });
    console.log(`| ${body.name} | ${cells.join(" | ")} |`);
  }
}

const plain = await plainContenders();
const withoutSchema = new Map([...plain].filter(([name]) => name !== "fast-json-stringify"));
report("Plain bodies", plainBodies, plain);
const rich = [...(await richContenders())].map(([name, write]) => [name, toBytes(write)] as const);
report("Rich bodies", richBodies, new Map(rich));
report("Hard plain bodies", hardBodies, withoutSchema);
