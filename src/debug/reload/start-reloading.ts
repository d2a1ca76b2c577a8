// Turns a process that runs the program into one that restarts it. It has imported the program's code by then, which
// must not stay: where the system lets it, the process becomes the other one.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { claimOf } from "../../runtimes/node/reload-messages.ts";
import type { Place, TlsOptions } from "../../runtimes/runtime.ts";
import { withPlan, type ReloadPlan } from "./reload-plan.ts";

/** Where a program was about to listen, and how it is to be watched. */
export interface ReloadedPlace extends Place {
  readonly tls?: TlsOptions | "adhoc" | undefined;
  readonly drainTimeoutMs?: number | undefined;
  readonly debug?: boolean | { readonly hosts?: readonly string[] | undefined } | undefined;
  readonly reload?:
    | boolean
    | {
        readonly extraFiles?: readonly string[] | undefined;
        readonly excludePatterns?: readonly string[] | undefined;
      }
    | undefined;
}

/** `process.execve` of Node 22.15 and later, where the system has it. */
interface Replaceable {
  execve?(file: string, args: readonly string[], env: NodeJS.ProcessEnv): never;
}

let hasStarted = false;

/**
 * Never comes back where the system lets the process become the other one; else it waits for the other one to end.
 *
 * A program that runs several applications asks for each of them; one process restarts it.
 */
export function startReloading({
  debug,
  reload,
  drainTimeoutMs = 10_000,
  ...place
}: ReloadedPlace): void {
  if (hasStarted) return;
  hasStarted = true;
  const { extraFiles = [], excludePatterns = [] } = typeof reload === "object" ? reload : {};
  const environment = initialEnvironment();
  const { NODE_OPTIONS: nodeOptions, ...others } = environment;
  const [script = "", ...args] = process.argv.slice(1);
  const plan: ReloadPlan = {
    claim: claimOf(place),
    extraFiles,
    excludePatterns,
    drainTimeoutMs,
    name: basename(script),
    hosts: typeof debug === "object" ? (debug.hosts ?? []) : [],
    command: [process.execPath, ...process.execArgv, ...ownOptions(), script, ...args],
    nodeOptions,
  };
  const env = withPlan(plan, others);
  // From its own sources it needs what the program was started with to be loaded.
  const isSource = import.meta.url.endsWith(".ts");
  const parent = new URL(isSource ? "./parent.ts" : "./parent.js", import.meta.url);
  const parentArgs = [...(isSource ? process.execArgv : []), parent.pathname];
  const { execve } = process as Replaceable;
  if (execve !== undefined) {
    execve.call(process, process.execPath, [process.execPath, ...parentArgs], env);
  }
  const child = spawn(process.execPath, parentArgs, {
    env,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => child.kill(signal));
  }
  child.once("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

// Node is told to load what watches over the program's start before it loads the program.
function ownOptions(): readonly string[] {
  if ("bun" in process.versions || "deno" in process.versions) return ["--enable-source-maps"];
  return ["--enable-source-maps", "--import", ownFile("crash-watch")];
}

function ownFile(name: string): string {
  return new URL(`./${name}${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url)
    .href;
}

// A program may have put what its `.env` says into its environment. Its successor must not find that there, or
// changes of the file would have no effect.
function initialEnvironment(): NodeJS.ProcessEnv {
  try {
    const text = readFileSync("/proc/self/environ", "utf8");
    const entries = text.split("\0").filter((entry) => entry.includes("="));
    return Object.fromEntries(
      entries.map((entry) => [
        entry.slice(0, entry.indexOf("=")),
        entry.slice(entry.indexOf("=") + 1),
      ]),
    );
  } catch {
    // No such file on other systems: there is no way to know.
    return process.env;
  }
}
