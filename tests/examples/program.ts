// The example as a child process with a data folder of its own, run from the sources.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const running = new Set<ChildProcess>();
const folders = new Set<string>();

/** How a program ended: its exit code, or the signal that killed it. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Program {
  /** Such as `http://127.0.0.1:40321`. */
  readonly url: string;
  readonly port: number;
  /** Everything that it has printed. */
  printed(): string;
  /** Sends a signal, without waiting for what comes of it. */
  signal(name: NodeJS.Signals): void;
  ended: Promise<Ending>;
}

export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hipflask-users-"));
  folders.add(folder);
  return folder;
}

/** Starts a program of this repository on a free port, and waits until it listens. */
export async function start(
  data: string,
  file = "examples/users-api/app.ts",
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const child = spawn(process.execPath, ["--conditions=hipflask-source", "--import", "tsx", file], {
    cwd: root,
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      NODE_ENV: "production",
      ...env,
      PORT: "0",
      USERS_DATA: data,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let printed = "";
  const ended = new Promise<Ending>((resolve) => {
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
        if (found !== undefined) resolve(found);
      });
    }
    child.once("error", reject);
    void ended.then(() => reject(new Error(`it ended before it listened:\n${printed}`)));
  });
  return {
    url,
    port: Number(new URL(url).port),
    printed: () => printed,
    signal: (name) => void child.kill(name),
    ended,
  };
}

/** Stops a program as a supervisor does, and says how it ended. */
export function stop(program: Program): Promise<Ending> {
  program.signal("SIGTERM");
  return program.ended;
}

/** Ends what a failed test has left behind. */
export function cleanUp(): void {
  for (const child of running) child.kill("SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}
