// What the process that restarts a program has to know. It comes to it by a variable of its environment, where other
// users of the machine cannot read it, as they could on a command line.

import type { Claim } from "../../runtimes/node/reload-messages.ts";

export interface ReloadPlan {
  /** What starts the program: the path of the runtime, then its arguments. */
  readonly command: readonly [string, ...string[]];
  /** What people call the program: `app.ts`. */
  readonly name: string;
  /** Where the program was about to listen. */
  readonly claim: Claim;
  /** `NODE_OPTIONS` of the program; they are not for the process that restarts it. */
  readonly nodeOptions: string | undefined;
  /** Paths and patterns of further files whose changes count. */
  readonly extraFiles: readonly string[];
  /** Patterns of files whose changes do not count. */
  readonly excludePatterns: readonly string[];
  readonly drainTimeoutMs: number;
  /** The names beside those of this machine by which the debugger's pages may be asked for. */
  readonly hosts: readonly string[];
}

const planVariable = "HIPFLASK_RELOAD_PLAN";

/** The environment of a process that is to follow the plan. */
export function withPlan(plan: ReloadPlan, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environment, [planVariable]: JSON.stringify(plan) };
}

/** Takes the plan out of the environment, so that the program does not find it there. */
export function takePlan(environment: NodeJS.ProcessEnv): ReloadPlan {
  const text = environment[planVariable];
  if (text === undefined) {
    throw new Error(
      "Cannot restart a program: there is no plan. app.run({ debug: true }) makes one",
    );
  }
  delete environment[planVariable];
  return JSON.parse(text) as ReloadPlan;
}
