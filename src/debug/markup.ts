// HTML from templates in which every value is escaped, unless it is HTML made so. Also JSON inside of HTML.
// The tag is not called `html`: formatters rewrite what they know, and here white space and hashes count.

import { escapeHTML } from "../core/escape-html.ts";

/** Text that is HTML already. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

type Part = string | number | Markup | null | false | readonly Part[];

/**
 * HTML of a template. Values are escaped, for text and for attributes in quotes; `null` and `false` are nothing.
 *
 * @example
 * const name = "<b>";
 * String(markup`<p title="${name}">${[name, markup`<br>`]}</p>`); // => '<p title="&lt;b&gt;">&lt;b&gt;<br></p>'
 */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = texts[0]!;
  for (let i = 0; i < parts.length; i++) text += textOf(parts[i]!) + texts[i + 1]!;
  return new Markup(text);
}

function textOf(part: Part): string {
  if (part === null || part === false) return "";
  if (part instanceof Markup) return part.text;
  if (isList(part)) return part.map(textOf).join("");
  return escapeHTML(String(part));
}

const isList = (part: Part): part is readonly Part[] => Array.isArray(part);

/**
 * A value as the text of a `<script type="application/json">`, which nothing in it can end.
 *
 * @example
 * String(scriptJSON("</script>")); // => '"\\u003c/script>"'
 */
export function scriptJSON(value: unknown): Markup {
  const text = JSON.stringify(value).replaceAll(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return new Markup(text);
}
