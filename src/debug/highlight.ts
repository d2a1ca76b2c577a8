// Lines of a program in colour, and the place in them that an error points at. The lines are cut out of a file: they
// may begin in the middle of a comment or a text, and they may be no JavaScript at all.

import jsTokens, { type Token } from "js-tokens";
import { markup, type Markup } from "./markup.ts";

/** Where to look, both from 1; the line counts from the first of those given. */
export interface Mark {
  readonly line: number;
  readonly column: number;
}

/**
 * HTML for each line. The marked place is in `<mark>`: the token that holds it.
 *
 * @example
 * highlight(["if (a) b();"], { line: 1, column: 8 }).map(String);
 * // => ['<span class="k">if</span> (<span class="n">a</span>) <mark><span class="n">b</span></mark>();']
 */
export function highlight(lines: readonly string[], mark: Mark | null): Markup[] {
  const done: Markup[][] = [];
  let line: Markup[] = [];
  let column = 1;
  for (const token of tokensOf(lines.join("\n"))) {
    for (const [i, text] of token.value.split("\n").entries()) {
      if (i > 0) {
        done.push(line);
        line = [];
        column = 1;
      }
      const end = column + text.length;
      const isMarked = mark?.line === done.length + 1 && mark.column >= column && mark.column < end;
      const dressed = dress(token, text);
      if (text !== "") line.push(isMarked ? markup`<mark>${dressed}</mark>` : dressed);
      column = end;
    }
  }
  return [...done, line].map((parts) => markup`${parts}`);
}

function tokensOf(source: string): readonly Token[] {
  const tokens = tokenize(source);
  const last = tokens.at(-1);
  // A template that never ends was none that began here: what stands before its mark is the rest of one.
  if (last === undefined || !("closed" in last) || last.closed || !isTemplate(last)) return tokens;
  return without(tokenize(`\`${source}`), 1);
}

function tokenize(source: string): readonly Token[] {
  const end = source.indexOf("*/");
  const start = source.indexOf("/*");
  if (end === -1 || (start !== -1 && start < end)) return [...jsTokens(source)];
  return without([...jsTokens(`/*${source}`)], 2);
}

// Takes off what was put in front.
function without([first, ...others]: readonly Token[], length: number): readonly Token[] {
  return first === undefined ? [] : [{ ...first, value: first.value.slice(length) }, ...others];
}

const isTemplate = ({ type }: Token): boolean =>
  type === "NoSubstitutionTemplate" || type === "TemplateTail";

// The classes: k for keyword, n for name, s for what is written in quotes, u for number, c for comment.
function dress(token: Token, text: string): Markup {
  switch (token.type) {
    case "IdentifierName":
      return keywords.has(text)
        ? markup`<span class="k">${text}</span>`
        : markup`<span class="n">${text}</span>`;
    case "StringLiteral":
    case "NoSubstitutionTemplate":
    case "TemplateHead":
    case "TemplateMiddle":
    case "TemplateTail":
    case "RegularExpressionLiteral":
      return markup`<span class="s">${text}</span>`;
    case "NumericLiteral":
      return markup`<span class="u">${text}</span>`;
    case "MultiLineComment":
    case "SingleLineComment":
    case "HashbangComment":
      return markup`<span class="c">${text}</span>`;
    default:
      return markup`${text}`;
  }
}

// Those of TypeScript too, but for what is more often a name, such as `type`, `of` and `get`.
const keywords: ReadonlySet<string> = new Set(
  (
    "abstract as async await break case catch class const continue debugger declare default delete do else enum " +
    "export extends false finally for function if implements import in infer instanceof interface keyof let namespace new " +
    "null override private protected public readonly return satisfies static super switch this throw true try typeof " +
    "undefined var void while with yield"
  ).split(" "),
);
