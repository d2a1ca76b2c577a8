// Throws 10,000 errors as fast as it can, and says how many of them have variables; then waits until errors are looked at
// again. All with a few variables that take room, so that what is kept of them would be seen in the memory.
import { startLocals } from "../../../../src/debug/locals/index.ts";

const locals = await startLocals();
if (typeof locals === "string") throw new Error(locals);

function fail(index: number): never {
  const ballast = Buffer.alloc(80_000, index);
  throw new Error(`number ${ballast.length}`);
}

const caught = (index: number): unknown => {
  try {
    return fail(index);
  } catch (error) {
    return error;
  }
};

let seen = 0;
let reason: unknown;
const start = performance.now();
for (let index = 0; index < 10_000; index++) {
  const capture = await locals.captureOf(caught(index));
  if (typeof capture === "string") reason = capture;
  else seen += 1;
}
const seconds = Math.ceil((performance.now() - start) / 1_000);

const deadline = Date.now() + 20_000;
let isBack = false;
while (!isBack && Date.now() < deadline) {
  await new Promise((resolve) => setTimeout(resolve, 100));
  isBack = typeof (await locals.captureOf(caught(1))) !== "string";
}
globalThis.gc?.();
const { heapUsed, arrayBuffers } = process.memoryUsage();
const heldMegabytes = (heapUsed + arrayBuffers) / 1024 / 1024;
console.log(JSON.stringify({ seen, reason, seconds, isBack, heldMegabytes }));
