// Why there are no variables of an error that was not seen.
import type { Ownership, Owner } from "./ownership.ts";

/** The URLs or paths of what was running when an error was made, from its stack; those that waited at an `await` are left out. */
export function runningScripts(stack: unknown): readonly string[] {
  if (typeof stack !== "string") return [];
  const lines = stack.split("\n").filter((line) => /^\s+at /.test(line));
  const firstAsync = lines.findIndex((line) => /^\s+at async /.test(line));
  return lines
    .slice(0, firstAsync === -1 ? lines.length : firstAsync)
    .map(
      (line) => /(?:\(|at )((?:file:|node:|\/|[A-Za-z]:[\\/])[^()]*?):\d+:\d+\)?$/.exec(line)?.[1],
    )
    .filter((url) => url !== undefined);
}

/** Who threw it, if that was not the program, and whether a function of the program was running then. */
export function thrower(
  stack: unknown,
  ownership: Ownership,
): { readonly owner: Owner | null; readonly wasInProgram: boolean } {
  const scripts = runningScripts(stack);
  const first = scripts[0];
  return {
    owner: first === undefined ? null : ownership.ownerOf(first),
    wasInProgram: scripts.some((url) => ownership.isProgram(url)),
  };
}
