// Evaluates what a developer typed, in a frame that is over: with its variables, its `this` and its private names. It
// is bounded in time, as a server must survive an endless loop.
import { createContext, Script } from "node:vm";
import type { Context } from "node:vm";
import { describe } from "./describe.ts";
import { evaluationTimeoutMs } from "./limits.ts";
import type { Evaluator } from "./variables.ts";
import type { Watchdog } from "./watchdog.ts";

export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string };

/** The ways in which a text can be meant, the likeliest first; each is a function when it is evaluated in the frame. */
const readings: readonly {
  readonly isAsync: boolean;
  readonly wrap: (source: string) => string;
}[] = [
  { isAsync: false, wrap: (source) => `() => (${source}\n)` },
  { isAsync: false, wrap: (source) => `() => {${source}\n}` },
  { isAsync: true, wrap: (source) => `async () => (${source}\n)` },
  { isAsync: true, wrap: (source) => `async () => {${source}\n}` },
];

/**
 * What an expression, or a few statements, come to in a frame. `await` may be used.
 *
 * @returns What it threw as text; an expression that does not end is ended.
 */
export async function evaluateIn(
  evaluator: Evaluator,
  source: string,
  watchdog: Watchdog,
): Promise<Outcome> {
  const meant = watchdog.mute(() => readingOf(evaluator, source));
  if (typeof meant === "string") return { ok: false, error: meant };
  const { run, isAsync } = meant;
  if (!isAsync) return watchdog.mute(() => attempt(() => withinTime(run)));
  return watchdog.guard(() => settled(() => watchdog.mute(() => withinTime(run))));
}

interface Meant {
  readonly run: () => unknown;
  readonly isAsync: boolean;
}

/** The first reading that is JavaScript, without running any of it; else why none is. */
function readingOf(evaluator: Evaluator, source: string): Meant | string {
  let complaint: string | undefined;
  for (const { isAsync, wrap } of readings) {
    const parsed = attempt(() => evaluator(wrap(source)));
    if (!parsed.ok) {
      complaint ??= parsed.error;
      continue;
    }
    // Statements come to what `eval` says.
    const isStatements = !isAsync && wrap("").includes("{");
    const run = isStatements ? () => evaluator(source) : (parsed.value as () => unknown);
    return { run, isAsync };
  }
  // Alone, as the developer wrote it, it says best what is wrong.
  const alone = attempt(
    () => new Script(/\bawait\b/.test(source) ? `async () => {${source}\n;}` : source),
  );
  // What is right alone may still be refused: this process may not make code of text at all.
  return alone.ok ? (complaint ?? "SyntaxError") : alone.error;
}

function attempt(run: () => unknown): Outcome {
  try {
    return { ok: true, value: run() };
  } catch (error) {
    return { ok: false, error: textOf(error) };
  }
}

let room: Context | undefined;
const start = new Script("run()");

/** Runs something synchronously: V8 ends it, and nothing but it, after its time. */
function withinTime(run: () => unknown): unknown {
  room ??= createContext({ run: null });
  room["run"] = run;
  try {
    return start.runInContext(room, { timeout: evaluationTimeoutMs }) as unknown;
  } finally {
    room["run"] = null;
  }
}

async function settled(run: () => unknown): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => {
      resolve({ ok: false, error: `It was still waiting after ${evaluationTimeoutMs / 1_000} s.` });
    }, evaluationTimeoutMs);
  });
  const outcome = (async (): Promise<Outcome> => {
    // When a loop is ended after an `await`, V8 forgets what waits for the same turn: not to be this very answer.
    await new Promise<void>((resolve) => void setTimeout(resolve, 0));
    try {
      return { ok: true, value: await run() };
    } catch (error) {
      return { ok: false, error: textOf(error) };
    }
  })();
  try {
    return await Promise.race([outcome, late]);
  } finally {
    clearTimeout(timer);
  }
}

function textOf(error: unknown): string {
  const code: unknown = Reflect.getOwnPropertyDescriptor(Object(error) as object, "code")?.value;
  return code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
    ? `It was still running after ${evaluationTimeoutMs / 1_000} s and was ended.`
    : describe(error);
}
