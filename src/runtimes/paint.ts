// Colours in a terminal, by name. Whether there are any is decided here and nowhere else.

const styles = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
} as const;

export type Style = keyof typeof styles;

/** The text in a style; as it is where there are no colours. Styles may stand inside each other. */
export type Paint = (style: Style, text: string) => string;

/** What decides whether text may have colours. */
export interface Canvas {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether a terminal shows what is written, and no file or pipe takes it. */
  readonly isTerminal: boolean;
}

/**
 * Whether text may have colours: if it goes to a terminal, unless `FORCE_COLOR` or `NO_COLOR` says otherwise. Of both the
 * first counts, as in Node.
 *
 * @example
 * mayHaveColours({ environment: {}, isTerminal: true }); // => true
 * mayHaveColours({ environment: { NO_COLOR: "1" }, isTerminal: true }); // => false
 * mayHaveColours({ environment: { FORCE_COLOR: "1" }, isTerminal: false }); // => true
 * @see https://no-color.org
 */
export function mayHaveColours({ environment, isTerminal }: Canvas): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: none, TERM: terminal } = environment;
  if (forced !== undefined) return !["0", "false"].includes(forced);
  if (none !== undefined && none !== "") return false;
  return isTerminal && terminal !== "dumb";
}

/** @param canvas Asked once, when the first text is painted. */
export function painter(canvas: () => Canvas): Paint {
  let hasColours: boolean | undefined;
  return (style, text) => {
    hasColours ??= mayHaveColours(canvas());
    return hasColours ? painted(style, text) : text;
  };
}

/** Paints nothing. */
export const plain: Paint = (_style, text) => text;

function painted(style: Style, text: string): string {
  const [on, off] = styles[style];
  const end = `\u001b[${off}m`;
  // What ends a style inside of this one ends this one, too, if both end alike: it begins again.
  return `\u001b[${on}m${text.replaceAll(end, `${end}\u001b[${on}m`)}${end}`;
}
