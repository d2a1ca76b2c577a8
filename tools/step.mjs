// One command of the test run: started, timed, its output kept for when it fails.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

// Far above the slowest step. One that passes it hangs, and would hang the whole run.
const stepTimeoutMs = 10 * 60_000;

/** Process groups to end when the run is interrupted. */
const running = new Set();

export function endRunning() {
  for (const group of running) endGroup(group);
}

/**
 * Runs a command to its end, in a process group of its own.
 *
 * @returns `{ ok, output }`; `output` is stdout and stderr in the order they came.
 */
export function run(command, args, { env = {}, cwd = root } = {}) {
  return new Promise((resolve) => {
    // Nobody looks at these outputs in a terminal: they are kept, and printed on failure.
    const { FORCE_COLOR: _, ...inherited } = process.env;
    const child = spawn(command, args, {
      cwd,
      env: { ...inherited, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const chunks = [];
    const timer = setTimeout(() => {
      chunks.push(`\nStopped after ${stepTimeoutMs / 60_000} minutes.\n`);
      endGroup(child.pid);
    }, stepTimeoutMs);
    running.add(child.pid);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text) => chunks.push(text));
    }

    const finish = (ok) => {
      clearTimeout(timer);
      running.delete(child.pid);
      resolve({ ok, output: chunks.join("") });
    };
    child.on("error", (error) => {
      chunks.push(`${command}: ${error.message}\n`);
      finish(false);
    });
    child.on("close", (code) => finish(code === 0));
  });
}

function endGroup(group) {
  if (group === undefined) return;
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // Ended already.
  }
}
