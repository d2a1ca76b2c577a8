// Turns a process that runs the program into one that restarts it. It has imported the program's code by then, which
// must not stay: where the system lets it, the process becomes the other one.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";
import { claimOf } from "../../runtimes/node/reload-messages.ts";
import type { Place, TlsOptions } from "../../runtimes/runtime.ts";
import { canHandOver } from "./piped-sockets.ts";
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

const isSource = import.meta.url.endsWith(".ts");

let hasStarted = false;

/**
 * Never comes back where the system lets the process become the other one; else it waits for the other one to end.
 *
 * A program that runs several applications asks for each of them; one process restarts it.
 *
 * @returns Whether there is something to start anew.
 */
export function startReloading({
  debug,
  reload,
  drainTimeoutMs = 10_000,
  ...place
}: ReloadedPlace): boolean {
  // What was typed or piped in cannot be run again, and a thread cannot make way for another program.
  if (!isMainThread || process.argv[1] === undefined) return false;
  if (hasStarted) return true;
  hasStarted = true;
  const { extraFiles = [], excludePatterns = [] } = typeof reload === "object" ? reload : {};
  const environment = initialEnvironment();
  const { NODE_OPTIONS: nodeOptions, ...others } = environment;
  const [script, ...args] = process.argv.slice(1) as [string, ...string[]];
  const plan: ReloadPlan = {
    claim: claimOf(place),
    extraFiles,
    excludePatterns,
    hosts: (typeof debug === "object" ? debug.hosts : undefined) ?? [],
    drainTimeoutMs,
    name: basename(script),
    command: [process.execPath, ...runtimeArgs(), ...ownOptions(), script, ...args],
    nodeOptions,
  };
  const env = withPlan(plan, others);
  // To be loaded from its own sources it needs what the program was started with.
  const parentArgs = [...(isSource ? runtimeArgs() : []), fileURLToPath(beside("parent"))];
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
    // Deno takes a process for killed by a signal that it was sent, whatever it made of it.
    if (signal === null || "deno" in process.versions) process.exit(code ?? 0);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
  return true;
}

function beside(name: string): URL {
  return new URL(`./${name}.${isSource ? "ts" : "js"}`, import.meta.url);
}

// Node is told to load what watches over the program's start before it loads the program. Neither Bun nor Deno tells
// anybody of the error that ends a process.
function ownOptions(): readonly string[] {
  return canHandOver ? ["--enable-source-maps", "--import", beside("crash-watch").href] : [];
}

// What the program was started with, up to its own file. Deno does not say it; the system does.
function runtimeArgs(): string[] {
  if (!("deno" in process.versions)) return process.execArgv;
  try {
    const [, ...args] = readFileSync("/proc/self/cmdline", "utf8").split("\0");
    const script = process.argv[1] ?? "";
    return args.slice(
      0,
      args.findIndex((arg) => arg !== "" && script.endsWith(basename(arg))),
    );
  } catch {
    return process.execArgv;
  }
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
