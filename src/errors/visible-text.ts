// Text of a stranger, for a line of a log, a terminal or a message: nothing in it may end the line, move the cursor,
// change colours, or show the rest in another order.

/**
 * The text with everything that is not seen written as JavaScript would: line breaks, escape sequences, marks that turn
 * the direction of writing, lone surrogates.
 *
 * @param maxLength What is longer is cut, in UTF-16 code units, and ends with an ellipsis.
 * @example
 * visibleText("a\n\u001b[31mb"); // => "a\\n\\u001b[31mb"
 * visibleText("abcdef", 4); // => "abc…"
 */
export function visibleText(text: string, maxLength = Infinity): string {
  const shown = text.length > maxLength ? text.slice(0, Math.max(0, maxLength - 1)) : text;
  const visible = shown.replace(unseen, escape);
  return shown === text ? visible : `${visible}…`;
}

// C0, DEL and C1; the marks for the direction of writing (Unicode's Bidi_Control); separators of lines and paragraphs;
// what has no width. With the flag u a surrogate only matches where it stands alone.
const unseen =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]/gu;

const short: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

function escape(character: string): string {
  return short.get(character) ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
