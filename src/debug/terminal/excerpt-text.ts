// The lines around the place of an error, with the place marked below its line.

import { visibleText } from "../../errors/visible-text.ts";
import type { Excerpt } from "../report.ts";
import type { Paint } from "../../runtimes/runtime.ts";
import { clipText, textWidth } from "./text-width.ts";

const linesAround = 3;

/**
 * @param line The number of the marked line; it is one of the excerpt's.
 * @param column From 1, in UTF-16 code units.
 * @returns Lines that fit into the width.
 */
export function excerptText(
  { firstLine, lines }: Excerpt,
  line: number,
  column: number,
  width: number,
  paint: Paint,
): string[] {
  const from = Math.max(0, line - firstLine - linesAround);
  const shown = lines.slice(from, line - firstLine + linesAround + 1);
  const own = line - firstLine - from;
  const indent = sharedIndent(shown);
  const texts = shown.map((each) => shownLine(each.slice(indent)));
  const numberWidth = String(firstLine + from + shown.length - 1).length;
  const room = Math.max(10, width - numberWidth - 5);
  const source = shown[own]!.slice(indent);
  const at = Math.max(0, column - 1 - indent);
  const marked = markOf(source, at);
  // A long line is moved to the left, until its place is seen.
  const start = textWidth(shownLine(source.slice(0, at)));
  const shift = start + marked <= room ? 0 : start - Math.floor(room / 2);
  return texts.flatMap((text, i) => {
    const number = String(firstLine + from + i).padStart(numberWidth);
    const clipped = clip(text, i === own ? shift : 0, room);
    if (i !== own) return [`  ${paint("dim", `${number} │ ${clipped}`)}`.trimEnd()];
    const mark = " ".repeat(start - shift) + "^".repeat(Math.min(marked, room - start + shift));
    return [
      `${paint("bold", paint("red", ">"))} ${paint("bold", number)} ${paint("dim", "│")} ${clipped}`,
      `  ${" ".repeat(numberWidth)} ${paint("dim", "│")} ${paint("bold", paint("red", mark))}`,
    ];
  });
}

function sharedIndent(lines: readonly string[]): number {
  const written = lines.filter((line) => line.trim() !== "");
  const [first = ""] = written;
  let indent = first.length - first.trimStart().length;
  while (!written.every((line) => line.startsWith(first.slice(0, indent)))) indent--;
  return indent;
}

/** How long the mark is: to the end of the word that begins there. */
function markOf(source: string, at: number): number {
  return Math.max(1, /^[\w$]+/.exec(source.slice(at))?.[0].length ?? 1);
}

const shownLine = (line: string): string => visibleText(line.replaceAll("\t", "  "));

function clip(text: string, shift: number, room: number): string {
  const rest = shift <= 0 ? text : `…${text.slice(clipText(text, shift + 1).length)}`;
  return textWidth(rest) <= room ? rest : `${clipText(rest, room - 1)}…`;
}
