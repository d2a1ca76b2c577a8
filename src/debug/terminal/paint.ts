// Colours, where there is a terminal that has them.

import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

/** Writes a text in a colour, or as it is. */
export type Paint = (format: Format, text: string) => string;

// Whether there is a terminal has been asked already, and of the right stream.
export const inColor: Paint = (format, text) => styleText(format, text, { validateStream: false });

export const plain: Paint = (_, text) => text;

/** What is asked of the stream that is written to. */
export interface TerminalStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export interface TerminalFeatures {
  readonly color: boolean;
  /** In columns. */
  readonly width: number;
}

const defaultWidth = 100;

/**
 * What a stream can show. `NO_COLOR` and `FORCE_COLOR` are obeyed, the latter first, as Node does.
 *
 * @see https://no-color.org
 */
export function terminalFeatures(
  { columns, isTTY }: TerminalStream,
  env: Readonly<Record<string, string | undefined>> = process.env,
): TerminalFeatures {
  const { FORCE_COLOR: forced, NO_COLOR: refused, TERM: term } = env;
  const color =
    forced === undefined
      ? isTTY === true && (refused ?? "") === "" && term !== "dumb"
      : forced !== "0" && forced !== "false";
  return { color, width: Math.max(40, columns ?? defaultWidth) };
}
