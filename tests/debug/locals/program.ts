// A program of the folder `programs` as a child process, on its own.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const fromSource = ["--conditions=hipflask-source", "--import", "tsx"];

/** Runs a program to its end. */
export function runProgram(
  file: string,
  { args = [] as readonly string[], options = fromSource } = {},
): Promise<Ended> {
  const path = `tests/debug/locals/programs/${file}`;
  const child = spawn(process.execPath, [...options, path, ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** What a program printed as JSON, when nothing else was to be said. */
export async function jsonOf(
  file: string,
  more: Parameters<typeof runProgram>[1] = {},
): Promise<unknown> {
  const ended = await runProgram(file, more);
  if (ended.code !== 0 || ended.stderr !== "") {
    throw new Error(`it ended with ${ended.code ?? ended.signal}\n${ended.stderr}${ended.stdout}`);
  }
  return JSON.parse(ended.stdout);
}
