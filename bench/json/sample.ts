// One writer on one body, in a process of its own: so each pays for the garbage that it makes, and for no other's.
// Prints microseconds per encoding.

import { median } from "../statistics.ts";
import { groups } from "./groups.ts";

// Long enough for the clock, short enough that a disturbance hits one sample and not all.
const sampleMs = 20;
const samples = 15;

const [title, bodyName, writerName] = process.argv.slice(2);
const group = groups.find((each) => each.title === title)!;
const { value } = group.bodies.find((body) => body.name === bodyName)!;
const write = (await group.writers()).get(writerName!)!;

function timeUs(times: number): number {
  const start = performance.now();
  for (let time = 0; time < times; time++) write(value);
  return ((performance.now() - start) * 1_000) / times;
}

// Compiled before it is measured.
const end = performance.now() + 15 * sampleMs;
do write(value);
while (performance.now() < end);

const times = Math.max(1, Math.round((sampleMs * 1_000) / timeUs(3)));
console.log(median(Array.from({ length: samples }, () => timeUs(times))));
