// Text in quotes, as parameters and credentials have it.
// Source: RFC 9110 §5.6.4.

/** A piece of a longer text, and where what follows it begins. */
export interface Piece {
  readonly text: string;
  readonly end: number;
}

/**
 * Reads the quoted string that begins at `start`, with its backslashes undone.
 *
 * @returns null if it does not end.
 * @example
 * readQuotedString('a="b\\"c"; d', 2); // => { text: 'b"c', end: 8 }
 * readQuotedString('a="b', 2); // => null
 */
export function readQuotedString(text: string, start: number): Piece | null {
  let value = "";
  let copied = start + 1;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '"') return { text: value + text.slice(copied, at), end: at + 1 };
    if (text[at] !== "\\") continue;
    value += text.slice(copied, at);
    copied = at + 1;
    at++;
  }
  return null;
}

/** The place of the first character at or after `start` that is neither a space nor a tab. */
export function skipWhitespace(text: string, start: number): number {
  let at = start;
  while (text[at] === " " || text[at] === "\t") at++;
  return at;
}

/**
 * The elements of a comma-separated list, untrimmed; commas in quotes separate nothing.
 *
 * One pass, whatever the text: splitting first and joining what the quotes held together is quadratic.
 * @example
 * splitList('a, b;x="1,2",'); // => ["a", ' b;x="1,2"', ""]
 */
export function splitList(text: string): readonly string[] {
  if (!text.includes('"')) return text.split(",");
  const elements: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (character === "\\" && quoted) at++;
    else if (character === "," && !quoted) {
      elements.push(text.slice(start, at));
      start = at + 1;
    }
  }
  elements.push(text.slice(start));
  return elements;
}
