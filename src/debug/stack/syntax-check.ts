// Which of several files does not parse, and where. Node does not say so in the error of a JavaScript module: only what it
// prints names the place. So it is asked again, in a process of its own.

import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { isNode } from "../../runtimes/node/is-node.ts";
import { nodePlace } from "./syntax-place.ts";
import type { StackFrame } from "./stack-text.ts";

// Each takes some hundredths of a second, while somebody waits for the report.
const maxFiles = 8;
const timeoutMs = 3_000;

/** @param paths The likeliest first. What is no JavaScript is passed over. */
export function findSyntaxError(paths: readonly string[]): StackFrame | null {
  if (!isNode) return null;
  const { NODE_OPTIONS: _, ...env } = process.env;
  for (const path of paths.filter((each) => /\.[cm]?js$/.test(each)).slice(0, maxFiles)) {
    const { status, stderr } = spawnSync(process.execPath, ["--check", path], {
      env,
      encoding: "utf8",
      timeout: timeoutMs,
    });
    // A file that is gone is told of in the same form.
    const place = status !== 0 && stderr.includes("\nSyntaxError") ? nodePlace(stderr) : null;
    if (place !== null) return { ...place, url: pathToFileURL(path).href };
  }
  return null;
}
