// The frames of an error as a report shows them: whose they are, where they are, and what is written there.

import { relative, sep } from "node:path";
import type { ReportedFrame } from "../report.ts";
import { ownerOf, pathOf } from "./owner.ts";
import type { SourceFiles } from "./source-files.ts";
import { originalPlace } from "./source-map.ts";
import type { StackFrame } from "./stack-text.ts";

// Beyond it is recursion, which says the same again and again.
const maxFrames = 50;

/** @param files Reads the excerpts; the same one for all errors of a report. */
export function reportedFrames(
  frames: readonly StackFrame[],
  files: SourceFiles,
  folder: string = process.cwd(),
): ReportedFrame[] {
  return frames.slice(0, maxFrames).map((frame) => reportedFrame(frame, files, folder));
}

export function reportedFrame(
  { name, url, line, column, isAsync }: StackFrame,
  files: SourceFiles,
  folder: string,
): ReportedFrame {
  const built = pathOf(url);
  if (built === null) {
    return {
      name,
      file: url,
      path: null,
      line,
      column,
      owner: ownerOf(url),
      isAsync,
      excerpt: null,
    };
  }
  const place = originalPlace({ path: built, line, column }, files);
  const owner = ownerOf(place.path);
  return {
    name: owner === "program" ? ownName(name) : name,
    file: fileName(place.path, folder),
    path: place.path,
    line: place.line,
    column: place.column,
    owner,
    isAsync,
    excerpt: owner === "program" ? files.excerpt(place.path, place.line) : null,
  };
}

// V8 puts the receiver in front, and calls what has no name by the property that it was called through. For what the
// framework calls, both are the framework's: a handler without a name would be `Endpoint.handle`.
function ownName(name: string | null): string | null {
  if (name === null || name === "Endpoint.handle" || name.endsWith(".<anonymous>")) return null;
  return name.replace(/^Endpoint\./, "");
}

/** A path relative to a folder if it lies below it, with slashes. */
export function fileName(path: string, folder: string): string {
  const below = relative(folder, path);
  const isBelow = below !== "" && !below.startsWith("..") && below !== path;
  return (isBelow ? below : path).replaceAll(sep, "/");
}
