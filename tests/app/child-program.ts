// A program of the folder `programs` as a child process, run from the sources.
import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const running = new Set<ChildProcess>();

/** How a program ended: its exit code, or the signal that killed it. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ChildProgram {
  /** Where it listens, such as `http://127.0.0.1:40321`; rejected if it ends before. */
  readonly url: Promise<string>;
  readonly ended: Promise<Ending>;
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  /** Waits until it has printed a text. */
  printed(text: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
}

export interface ProgramOptions extends SpawnOptions {
  /** What runs the command: `unshare`. */
  readonly wrapper?: readonly string[];
  /** What runs the file: this Node unless given. */
  readonly command?: readonly string[];
}

/** What runs TypeScript, and finds `hipflask` in the sources. */
export const node: readonly string[] = [
  process.execPath,
  "--conditions=hipflask-source",
  "--import",
  "tsx",
];

/** Starts a program, whose `RUN_OPTIONS` are what it calls `app.run` with. */
export function startProgram(
  file: string,
  runOptions?: unknown,
  { wrapper = [], command: runtime = node, ...spawnOptions }: ProgramOptions = {},
): ChildProgram {
  const [command, ...args] = [...wrapper, ...runtime, `tests/app/programs/${file}`];
  const child = spawn(command, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    ...spawnOptions,
    env: {
      ...process.env,
      // Whoever runs the tests may want colours for themselves.
      FORCE_COLOR: undefined,
      NO_COLOR: undefined,
      ...spawnOptions.env,
      NODE_OPTIONS: "",
      RUN_OPTIONS: JSON.stringify(runOptions),
    },
  });
  return followProgram(child);
}

/** Listens to a child process whose output is piped, and ends it when all programs are ended. */
export function followProgram(child: ChildProcess): ChildProgram {
  running.add(child);
  const texts = { stdout: "", stderr: "" };
  const waiting = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const) {
    child[name]!.setEncoding("utf8").on("data", (text: string) => {
      texts[name] += text;
      for (const look of waiting) look();
    });
  }
  let hasEnded = false;
  const ended = new Promise<Ending>((resolve) => {
    child.once("close", (code, signal) => {
      hasEnded = true;
      running.delete(child);
      resolve({ code, signal });
      for (const look of waiting) look();
    });
  });
  const until = <Value>(find: () => Value | undefined, what: string): Promise<Value> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find();
        if (found === undefined && !hasEnded) return;
        waiting.delete(look);
        if (found !== undefined) resolve(found);
        else reject(new Error(`it ended before ${what}:\n${texts.stdout}${texts.stderr}`));
      };
      waiting.add(look);
      look();
    });
  const url = until(() => / on ((?:https?|unix):\/\/\S+)/.exec(texts.stdout)?.[1], "it listened");
  // A program that is meant to fail has no URL that anyone waits for.
  url.catch(() => {});
  return {
    url,
    ended,
    pid: child.pid!,
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    printed: async (text) => {
      await until(
        () => (texts.stdout + texts.stderr).includes(text) || undefined,
        `it printed ${text}`,
      );
    },
    signal: (name) => void child.kill(name),
  };
}

/** Ends what a failed test has left behind. */
export function endPrograms(): void {
  for (const child of running) child.kill("SIGKILL");
}
