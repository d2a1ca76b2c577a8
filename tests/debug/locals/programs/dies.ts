// The worker dies while this thread stands still.
import { startWorker } from "../../../../src/debug/locals/worker-file.ts";
import { flagCount } from "../../../../src/debug/locals/link.ts";
import type { FromWorker } from "../../../../src/debug/locals/link.ts";

const flags = new Int32Array(new SharedArrayBuffer(flagCount * 4));
const recorder = {
  begin: () => {
    void worker.terminate();
    // Long enough that it is gone before it could let go.
    Atomics.wait(flags, 0, 0, 1_000);
  },
};
Object.assign(globalThis, { recorder });
const worker = startWorker({ recorderName: "recorder", root: "file:///nowhere/", flags });
await new Promise<void>((resolve) => {
  worker.on("message", ({ kind }: FromWorker) => {
    if (kind === "ready") resolve();
  });
});
try {
  throw new Error("no");
} catch (error) {
  console.log(JSON.stringify([(error as Error).message, "went on"]));
}
