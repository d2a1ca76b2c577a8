// The frames of an error, one a line: those of the program, and in the place of all others how many they are.

import { visibleText } from "../../errors/visible-text.ts";
import type { Paint } from "../../runtimes/runtime.ts";
import type { ReportedFrame } from "../report.ts";
import { packageOf } from "../stack/owner.ts";

// Where the program has no part in it, the beginning says most.
const shownOfOthers = 5;

export function frameLines(frames: readonly ReportedFrame[], paint: Paint): string[] {
  const hasOwn = frames.some(({ owner }) => owner === "program");
  const isShown = (frame: ReportedFrame, i: number): boolean =>
    hasOwn ? frame.owner === "program" : i < shownOfOthers && frame.owner !== "framework";
  const shown = frames.filter(isShown);
  const nameWidth = Math.min(32, Math.max(0, ...shown.map((frame) => nameOf(frame).length)));
  const lines: string[] = [];
  let folded: ReportedFrame[] = [];
  const unfold = (): void => {
    if (folded.length > 0) lines.push(paint("dim", foldedText(folded)));
    folded = [];
  };
  frames.forEach((frame, i) => {
    if (!isShown(frame, i)) {
      folded.push(frame);
      return;
    }
    unfold();
    lines.push(frameLine(frame, nameWidth, paint));
  });
  unfold();
  return lines;
}

function frameLine(frame: ReportedFrame, nameWidth: number, paint: Paint): string {
  const name = nameOf(frame).padEnd(nameWidth);
  const place = `${visibleText(frame.file)}:${frame.line}:${frame.column}`;
  return `${paint("dim", "at")} ${name}  ${frame.owner === "program" ? paint("cyan", place) : paint("dim", place)}`;
}

function nameOf({ isAsync, name }: ReportedFrame): string {
  const shown = visibleText(name ?? "(anonymous)", 60);
  return isAsync ? `async ${shown}` : shown;
}

function foldedText(frames: readonly ReportedFrame[]): string {
  const counts = new Map<string, number>();
  for (const frame of frames) {
    const owner = ownerName(frame);
    counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  const [[first, count] = ["", 0], ...others] = counts;
  const more = others.map(([owner, times]) => `, ${times} of ${owner}`).join("");
  return `… ${count} ${count === 1 ? "frame" : "frames"} of ${first}${more}`;
}

function ownerName({ file, owner }: ReportedFrame): string {
  if (owner === "framework") return "hipflask";
  if (owner === "program") return "the program";
  if (owner === "library") return visibleText(packageOf(file) ?? "others", 60);
  const [scheme = ""] = file.split(":", 1);
  // What Deno itself is made of.
  return scheme === "ext" ? "deno" : scheme;
}
