// Which of the captured frames is which of a report's. A stack is taken where an error is made, and the variables where it
// is thrown, which may be another line and another function. Pure.
import type { CapturedFrame } from "../locals.ts";
import type { ReportedFrame } from "../report.ts";
import { maxFrames } from "./limits.ts";

type Captured = Pick<CapturedFrame, "name" | "url" | "line">;

/** More than lines differ by. */
const perMatch = 1_000_000_000;
const furthest = 1_000_000;

/**
 * For each frame of a report the index of its captured frame, or a sentence why it has no variables.
 *
 * Frames match that have the same file and function, or the same line, in the same order; of several ways the one that
 * matches most, and then the one with the nearest lines.
 *
 * @example
 * const reported = { name: "find", file: "app.ts", path: "/app.ts", line: 3, column: 9, owner: "program", isAsync: false, excerpt: null } as const;
 * matchFrames([reported], [{ name: "find", url: "file:///app.ts", line: 4 }]); // [0]
 */
export function matchFrames(
  reported: readonly ReportedFrame[],
  captured: readonly Captured[],
): readonly (number | string)[] {
  const pairs = align(reported, captured);
  return reported.map((frame, index) => pairs.get(index) ?? reasonFor(frame, captured.length));
}

function reasonFor(frame: ReportedFrame, count: number): string {
  if (frame.isAsync) return "It was waiting at an await: the engine no longer has its variables.";
  if (frame.owner !== "program") return "Only frames of the program are looked at.";
  if (count >= maxFrames) return `Only the ${maxFrames} innermost frames are kept.`;
  return "It was not running any more when the error was thrown.";
}

/** The best way to pair frames in order: the classic table of prefixes, of which the last cell is the best of all. */
function align(
  reported: readonly ReportedFrame[],
  captured: readonly Captured[],
): ReadonlyMap<number, number> {
  const width = captured.length + 1;
  const scores = new Float64Array((reported.length + 1) * width);
  const at = (row: number, column: number): number => scores[row * width + column]!;
  const paths = captured.map(({ url }) => comparablePath(url));
  const names = captured.map(({ name }) => comparableName(name));
  const own = reported.map((frame) => ({
    path: comparablePath(frame.path ?? frame.file),
    name: comparableName(frame.name ?? ""),
  }));
  /** 0 for frames that do not match. */
  const worth = (row: number, column: number): number => {
    const frame = reported[row - 1]!;
    const { path, name } = own[row - 1]!;
    if (frame.isAsync || path !== paths[column - 1]) return 0;
    const distance = Math.abs(frame.line - captured[column - 1]!.line);
    if (name === names[column - 1]) return perMatch - Math.min(distance, furthest);
    // What has no name of its own is named differently by stacks and by V8's frames.
    return distance === 0 ? perMatch - furthest : 0;
  };
  for (let row = 1; row <= reported.length; row++) {
    for (let column = 1; column < width; column++) {
      const value = worth(row, column);
      const paired = value === 0 ? 0 : at(row - 1, column - 1) + value;
      scores[row * width + column] = Math.max(at(row - 1, column), at(row, column - 1), paired);
    }
  }
  const pairs = new Map<number, number>();
  let row = reported.length;
  let column = captured.length;
  while (row > 0 && column > 0) {
    if (at(row, column) === at(row, column - 1)) column -= 1;
    else if (at(row, column) === at(row - 1, column)) row -= 1;
    else pairs.set(--row, --column);
  }
  return pairs;
}

/** `file:///a%20b.ts?v=1`, `/a b.ts` and `\a b.ts` are one file. */
function comparablePath(url: string): string {
  const path = url.startsWith("file:") ? decodeURIComponent(new URL(url).pathname) : url;
  return path.replaceAll("\\", "/").replace(/^\/(?=[A-Za-z]:\/)/, "");
}

/** Stacks say whose method it is (`Repo.find`, `new Repo`, `find [as get]`), and V8's frames do not. */
function comparableName(name: string): string {
  const plain = name.replace(/ \[as .*\]$/, "").replace(/^(?:async |new )+/, "");
  const last = plain.slice(plain.lastIndexOf(".") + 1);
  return last === "<anonymous>" ? "" : last;
}
