// Which captured frame belongs to which frame of a report. Both come from one call stack, but a stack trace is
// where an error was made and a capture is where it was thrown; and either may leave frames out.

import { fileURLToPath } from "node:url";
import type { CapturedFrame, Variable } from "./locals.ts";
import type { ReportedFrame } from "./report.ts";

/** The variables of a frame, and the number by which expressions are evaluated in it. */
export interface FrameVariables {
  readonly frame: number;
  readonly variables: readonly Variable[];
  readonly omitted: number;
}

/**
 * For each frame of an error its variables, or a sentence that says why it has none.
 *
 * @param captured In the same order: the innermost first.
 */
export function variablesOf(
  frames: readonly ReportedFrame[],
  captured: readonly CapturedFrame[],
): (FrameVariables | string)[] {
  let next = 0;
  return frames.map((frame) => {
    const found = captured.findIndex((one, i) => i >= next && isSame(frame, one));
    if (found === -1) return reasonWithout(frame);
    next = found + 1;
    const { variables, omitted } = captured[found]!;
    return { frame: found, variables, omitted };
  });
}

function isSame(frame: ReportedFrame, captured: CapturedFrame): boolean {
  if (frame.path === null || frame.path !== pathOf(captured.url)) return false;
  return frame.line === captured.line || bareName(frame.name ?? "") === captured.name;
}

function pathOf(url: string): string {
  return url.startsWith("file:") ? fileURLToPath(url) : url;
}

// `async Repo.find [as load]`, `new Repo`, `Object.<anonymous>`: what the engine calls find, Repo and nothing.
function bareName(name: string): string {
  const bare = name
    .replace(/ \[as .*\]$/, "")
    .split(/[ .]/)
    .at(-1)!;
  return bare === "<anonymous>" ? "" : bare;
}

function reasonWithout({ isAsync, owner }: ReportedFrame): string {
  if (isAsync) return "It was waiting at an await: the engine no longer has its variables.";
  return owner === "program"
    ? "Its variables were not kept."
    : "Only frames of the program are looked at.";
}
