// Starts and ends the worker, and answers for what it has found, or why it has found nothing.
import { url as debuggerUrl } from "node:inspector";
import { isMainThread } from "node:worker_threads";
import type { Worker } from "node:worker_threads";
import type { Capture, Locals } from "../locals.ts";
import { isObject, typeOf } from "./describe.ts";
import { flag, flagCount } from "./link.ts";
import type { FromWorker, ToWorker, WorkerStart } from "./link.ts";
import { ownerName, Ownership } from "./ownership.ts";
import { ErrorRecorder } from "./recorder.ts";
import { thrower } from "./reason.ts";
import { Watchdog } from "./watchdog.ts";
import { startWorker } from "./worker-file.ts";

/** How often to see whether a debugger has come. */
const lookIntervalMs = 1_000;

/** How long the worker may take to start, or to say that it has let go. */
const startTimeoutMs = 10_000;
const goodbyeTimeoutMs = 500;

const debuggerIsAttached =
  "A debugger is attached: it shows the variables, and Hipflask keeps out of its way.";

/** Hipflask's own modules: `src/` or `dist/`. */
const root = new URL("../../", import.meta.url).href;

export async function startWatching(): Promise<Locals | string> {
  if (!isMainThread) return "Variables are shown in the main thread only, and this is a worker.";
  if (debuggerUrl() !== undefined) return debuggerIsAttached;
  const flags = new Int32Array(new SharedArrayBuffer(flagCount * Int32Array.BYTES_PER_ELEMENT));
  const recorderName = `hipflask.recorder.${Math.random()}`;
  const start: WorkerStart = { recorderName, root, flags };
  const worker = startWorker(start);
  const watch = new Watch(worker, flags, recorderName);
  Object.defineProperty(globalThis, recorderName, { value: watch.recorder, configurable: true });
  await watch.ready();
  return watch;
}

class Watch implements Locals {
  readonly recorder: ErrorRecorder;
  readonly #worker: Worker;
  readonly #flags: Int32Array;
  readonly #recorderName: string;
  readonly #ownership = new Ownership(root);
  readonly #lookForDebugger: NodeJS.Timeout;
  /** Resolved one after another, as the worker answers. */
  readonly #waiting: (() => void)[] = [];
  /** Why nothing is looked at any more; null while it is. */
  #ended: string | null = null;

  constructor(worker: Worker, flags: Int32Array, recorderName: string) {
    this.#recorderName = recorderName;
    this.#worker = worker;
    this.#flags = flags;
    const watchdog = new Watchdog(flags, (message) => this.#tell(message));
    this.recorder = new ErrorRecorder(watchdog);
    this.#lookForDebugger = setInterval(() => this.#makeWay(), lookIntervalMs);
    this.#lookForDebugger.unref();
  }

  /** Waits until errors are looked at. From then on the worker does not keep the process alive. */
  async ready(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`the thread that looks them up did not start in ${startTimeoutMs} ms`));
      }, startTimeoutMs);
      this.#worker.on("message", (message: FromWorker) => {
        if (message.kind === "ready") resolve();
        else if (message.kind === "watching") this.#waiting.shift()?.();
        else reject(new Error(message.reason));
      });
      this.#worker.on("error", (error) => {
        reject(error);
        this.#end(`The thread that looked them up failed: ${error.message}.`);
      });
      this.#worker.on("exit", () => {
        clearTimeout(timer);
        reject(new Error("the thread that looks them up ended"));
        this.#end("The thread that looked them up has ended.");
      });
      this.#worker.once("message", () => clearTimeout(timer));
    }).catch((error: unknown) => {
      this.#end("It did not start.");
      throw error;
    });
    this.#worker.unref();
    process.on("exit", this.#letGo);
  }

  async captureOf(error: unknown): Promise<Capture | string> {
    if (!isObject(error)) {
      const article = /^[aeiou]/.test(typeOf(error)) ? "an" : "a";
      return `What was thrown is ${article} ${typeOf(error)}: only objects, such as errors, can be recognised. Throw an Error to see variables.`;
    }
    const capture = this.recorder.captureOf(error);
    if (capture?.isReleased)
      return "Many errors were thrown since: the variables of this one are no longer kept.";
    if (capture && capture.frames.length > 0) return capture;
    this.#makeWay();
    if (this.#ended !== null) return this.#ended;
    if (this.#hasRested()) {
      return "Errors came so fast that not all were looked at: send the request again.";
    }
    return this.#missed(error);
  }

  async stop(): Promise<void> {
    this.#end("Hipflask no longer looks at errors.");
    this.recorder.release();
    await this.#worker.terminate();
  }

  async #missed(error: object): Promise<string> {
    const { owner, wasInProgram } = thrower(stackOf(error), this.#ownership);
    const place = owner === null ? "It was thrown" : `It was thrown inside ${ownerName(owner)}`;
    if (!wasInProgram) return `${place} while none of the program's functions was running.`;
    if (owner === null) return "It was not seen when it was thrown.";
    if (!this.#ownership.watch(owner)) return `${place}, and was not seen there.`;
    // Until it has answered, the worker is a reason to live.
    this.#worker.ref();
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      this.#tell({ kind: "watch", owner });
    });
    this.#worker.unref();
    return `${place}, whose errors were not watched until now: send the request again.`;
  }

  /** Two that stop the program at the same errors would be in each other's way. */
  #makeWay(): void {
    if (debuggerUrl() !== undefined) this.#end(debuggerIsAttached);
  }

  #hasRested(): boolean {
    const restedAt = Atomics.load(this.#flags, flag.restedAt);
    return Math.floor(Date.now() / 1_000) - restedAt <= 2;
  }

  #tell(message: ToWorker): void {
    this.#worker.postMessage(message, []);
  }

  #end(reason: string): void {
    if (this.#ended !== null) return;
    this.#ended = reason;
    clearInterval(this.#lookForDebugger);
    for (const resolve of this.#waiting.splice(0)) resolve();
    process.off("exit", this.#letGo);
    Reflect.deleteProperty(globalThis, this.#recorderName);
    this.#tell({ kind: "disconnect" });
  }

  /** A process that ends while it is connected says on stderr that it waits for a debugger. */
  readonly #letGo = (): void => {
    this.#end("The process ends.");
    Atomics.wait(this.#flags, flag.gone, 0, goodbyeTimeoutMs);
  };
}

/** A program may throw what answers with an error when it is asked. */
function stackOf(error: object): unknown {
  try {
    return Reflect.get(error, "stack");
  } catch {
    return undefined;
  }
}
