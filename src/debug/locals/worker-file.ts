// How the worker is started: from the build, or from the sources, where something must strip their types.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { WorkerOptions } from "node:worker_threads";
import type { WorkerStart } from "./link.ts";

/** Starts `worker.js` of the build, or `worker.ts` beside the sources. */
export function startWorker(start: WorkerStart): Worker {
  const isSource = import.meta.url.endsWith(".ts");
  const url = new URL(isSource ? "./worker.ts" : "./worker.js", import.meta.url);
  // Nothing of what the program preloads: its hooks and its environment are not for this thread.
  const options: WorkerOptions = { execArgv: [], env: {}, name: "hipflask", workerData: start };
  const { typescript } = process.features as { readonly typescript?: string | false };
  if (!isSource || typescript) return new Worker(url, options);
  // Node 20 cannot run TypeScript, which only those meet who run Hipflask from its sources. What tsx does for modules does
  // not reach threads there; what it does for `require` does.
  const required = [createRequire(import.meta.url).resolve("tsx/cjs"), fileURLToPath(url)];
  const code = required.map((path) => `require(${JSON.stringify(path)});`).join("\n");
  return new Worker(code, { ...options, eval: true });
}
