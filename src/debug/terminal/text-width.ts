// How many columns of a terminal a text takes: most characters one, those of East Asia and most emoji two, marks none.

const none = /\p{Mark}|\u200d|[\ufe00-\ufe0f]/u;
const two =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** @example textWidth("日本 x"); // => 6 */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  // By far most of them.
  if (character >= " " && character <= "~") return 1;
  return none.test(character) ? 0 : two.test(character) ? 2 : 1;
}

/**
 * The text in lines that fit, broken between words; a word that does not fit is broken too.
 *
 * @example wrapText("the quick fox", 9); // => ["the quick", "fox"]
 */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(/(?<= )/)) {
      if (line !== "" && textWidth((line + word).trimEnd()) > width) {
        lines.push(line.trimEnd());
        line = "";
      }
      line += word;
      while (textWidth(line) > width && width > 0) {
        const head = clipText(line, width);
        if (head.length === line.trimEnd().length) break;
        lines.push(head);
        line = line.slice(head.length);
      }
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

/** As much of the beginning as fits; one character at least, or wrapping would not end. */
export function clipText(text: string, width: number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += characterWidth(character);
    if (used > width && end > 0) break;
    end += character.length;
  }
  return text.slice(0, end);
}
