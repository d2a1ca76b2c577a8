// Runs in a thread of its own: pauses the main thread where it throws, lets the recorder there keep the variables of
// each frame, and lets it go on. Whatever fails here, the main thread goes on.
import { Session } from "node:inspector";
import type { Debugger, InspectorNotification, Runtime } from "node:inspector";
import { parentPort, workerData } from "node:worker_threads";
import { PauseBudget } from "./budget.ts";
import { evaluationTimeoutMs, floodRestMs, maxFrames } from "./limits.ts";
import { flag } from "./link.ts";
import type { FrameNote, FromWorker, Recorder, ToWorker, WorkerStart } from "./link.ts";
import { Ownership } from "./ownership.ts";

type Paused = InspectorNotification<Debugger.PausedEventDataType>;

const { recorderName, root, flags } = workerData as WorkerStart;
const port = parentPort!;
const session = new Session();
const ownership = new Ownership(root);
const budget = new PauseBudget();

const say = (message: FromWorker): void => port.postMessage(message);

/** Sends a command; its answer comes when the main thread has a moment, or stands still. */
function ask<Result>(method: string, params: object = {}): Promise<Result> {
  return new Promise((resolve, reject) => {
    session.post(method, params, (error: Error | null, result?: object) => {
      if (error) reject(new Error(error.message));
      else resolve(result as Result);
    });
  });
}

let recorderId = "";

/** The URLs of scripts by their ids, as frames have none of their own; not of what was made by `eval` and the like. */
const scripts = new Map<string, string>();

session.on("Debugger.scriptParsed", ({ params: { scriptId, url } }) => {
  if (url !== "") scripts.set(scriptId, url);
});

const urlOf = ({ location }: Debugger.CallFrame): string => scripts.get(location.scriptId) ?? "";

/** Calls a method of the recorder with values of the main thread. */
function call(method: keyof Recorder, values: readonly Runtime.CallArgument[]): void {
  session.post("Runtime.callFunctionOn", {
    objectId: recorderId,
    functionDeclaration: `function (...values) { this.${method}(...values); }`,
    arguments: [...values],
    silent: true,
  });
}

const argument = (value: Runtime.RemoteObject): Runtime.CallArgument => {
  if (value.objectId !== undefined) return { objectId: value.objectId };
  if (value.unserializableValue !== undefined)
    return { unserializableValue: value.unserializableValue };
  return value.type === "undefined" ? {} : { value: value.value as unknown };
};

/** The frames of the program, the innermost first, and at each what it is about. */
const framesOf = (paused: Paused): Debugger.CallFrame[] =>
  paused.params.callFrames.filter((frame) => ownership.isProgram(urlOf(frame))).slice(0, maxFrames);

const scopesOf = (frame: Debugger.CallFrame): Debugger.Scope[] =>
  frame.scopeChain.filter(({ type, object }) => type !== "global" && object.objectId !== undefined);

const noteOf = (frame: Debugger.CallFrame): FrameNote => ({
  name: frame.functionName,
  url: urlOf(frame),
  line: frame.location.lineNumber,
  column: frame.location.columnNumber ?? 0,
  scopes: scopesOf(frame).map(({ type }) => type),
});

/**
 * Has the recorder keep an error. The commands are sent in one go, for each answer that is waited for has both threads wake
 * each other once more; the main thread takes them in this order.
 */
function capture(paused: Paused, thrown: Runtime.CallArgument): void {
  const frames = framesOf(paused);
  if (frames.length === 0) return;
  call("begin", [thrown]);
  for (const [index, { callFrameId }] of frames.entries()) {
    // The function is handed over in the frame: what an inspector holds of a frame is gone when the program goes on. The
    // name of its parameter is one that no program has. Another gives `this`: V8's own is that of the call, which arrow
    // functions do not see.
    const evaluator = "(__hipflaskSource__) => eval(__hipflaskSource__), () => this";
    session.post("Debugger.evaluateOnCallFrame", {
      callFrameId,
      expression: `void globalThis[${JSON.stringify(recorderName)}].frame(${index}, ${evaluator})`,
      silent: true,
    });
  }
  const values = frames.flatMap((frame) => scopesOf(frame).map(({ object }) => argument(object)));
  call("keep", [{ value: frames.map(noteOf) }, ...values]);
  budget.capture();
}

function rest(): void {
  session.post("Debugger.setPauseOnExceptions", { state: "none" });
  Atomics.store(flags, flag.restedAt, Math.floor(Date.now() / 1_000));
  setTimeout(() => {
    session.post("Debugger.setPauseOnExceptions", { state: "all" });
  }, floodRestMs);
}

function pause(paused: Paused): void {
  try {
    const { reason, data, callFrames } = paused.params;
    if (isSuspecting) endLoop(callFrames);
    if (reason !== "exception" && reason !== "promiseRejection") return;
    if (Atomics.load(flags, flag.muted) !== 0) return;
    if (isForClients(callFrames)) return;
    const thrown = data as Runtime.RemoteObject | undefined;
    if (budget.pause(performance.now(), callFrames.length)) rest();
    else if (thrown?.objectId !== undefined) capture(paused, argument(thrown));
  } catch {
    // Whatever it is, later errors are still to be looked at.
  } finally {
    session.post("Debugger.resume");
  }
}

/** What `abort` throws is an answer: nobody debugs it. */
function isForClients([innermost]: readonly Debugger.CallFrame[]): boolean {
  const owner = innermost && ownership.ownerOf(urlOf(innermost));
  return owner?.kind === "framework" && owner.file.startsWith("errors/");
}

let guard: NodeJS.Timeout | undefined;
let isSuspecting = false;

/** Looks at what the main thread does when it has not counted up for as long as an expression may take. */
function startGuard(): void {
  clearInterval(guard);
  let seen = Atomics.load(flags, flag.heartbeat);
  guard = setInterval(() => {
    const now = Atomics.load(flags, flag.heartbeat);
    isSuspecting = now === seen;
    if (isSuspecting) session.post("Debugger.pause");
    seen = now;
  }, evaluationTimeoutMs);
}

/**
 * Ends what runs, if it is what an expression does after an `await`. Anything else is the program's own work; and inside a
 * timer or a callback Node would end the process, as it would find its own books in disorder.
 */
function endLoop(frames: readonly Debugger.CallFrame[]): void {
  isSuspecting = false;
  const urls = frames.map(urlOf);
  const caller = urls.findIndex((url) => url.startsWith("node:"));
  const isMicrotask = caller === -1 || urls[caller] === "node:internal/process/task_queues";
  const outermost = urls.at(caller === -1 ? -1 : caller - 1);
  if (isMicrotask && outermost === "") session.post("Runtime.terminateExecution");
}

async function obey(message: ToWorker): Promise<void> {
  switch (message.kind) {
    case "watch":
      ownership.watch(message.owner);
      await ask("Debugger.setBlackboxPatterns", { patterns: ownership.patterns() });
      say({ kind: "watching" });
      break;
    case "guard":
      startGuard();
      break;
    case "unguard":
      clearInterval(guard);
      isSuspecting = false;
      break;
    case "disconnect":
      session.disconnect();
      Atomics.store(flags, flag.gone, 1);
      Atomics.notify(flags, flag.gone);
      process.exit();
  }
}

// Listening keeps this thread alive: a session does not.
port.on("message", (message: ToWorker) => {
  obey(message).catch((error: unknown) => say({ kind: "failed", reason: String(error) }));
});

async function start(): Promise<void> {
  session.connectToMainThread();
  const { result } = await ask<Runtime.EvaluateReturnType>("Runtime.evaluate", {
    expression: `globalThis[${JSON.stringify(recorderName)}]`,
    objectGroup: "hipflask",
  });
  recorderId = result.objectId ?? "";
  session.on("Debugger.paused", pause);
  await ask("Debugger.enable");
  // `debugger;` is for debuggers.
  await ask("Debugger.setBreakpointsActive", { active: false });
  await ask("Debugger.setBlackboxPatterns", { patterns: ownership.patterns() });
  await ask("Debugger.setPauseOnExceptions", { state: "all" });
  say({ kind: "ready" });
}

// Not awaited at the top: on Node 20 this is a CommonJS module when it runs from its source.
start().catch((error: unknown) => {
  say({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
  port.close();
});
