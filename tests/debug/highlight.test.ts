import { expect, test } from "vitest";
import { highlight } from "../../src/debug/highlight.ts";

const show = (lines: readonly string[], line = 0, column = 0): string[] =>
  highlight(lines, line === 0 ? null : { line, column }).map(String);

/** What a reader sees and copies. */
const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

test("keywords, names, texts, numbers and comments are told apart", () => {
  expect(show(['const a = "b"; // 1', "return 1n;"])).toEqual([
    '<span class="k">const</span> <span class="n">a</span> = <span class="s">&quot;b&quot;</span>; <span class="c">// 1</span>',
    '<span class="k">return</span> <span class="u">1n</span>;',
  ]);
});

test.each([
  ["the token that begins there", "user.name.first", 11, "first"],
  ["the token that holds it", "user.name.first", 8, "name"],
  ["a bracket", "f(g)", 2, "("],
  ["behind a tab", "\tfail()", 2, "fail"],
  ["behind letters of two units", 'f("😀", g)', 9, "g"],
])("%s is marked", (_, line, column, marked) => {
  const [html = ""] = show([line], 1, column);
  expect(textOf(/<mark>(.*)<\/mark>/.exec(html)?.[1] ?? "")).toBe(marked);
  expect(textOf(html)).toBe(line);
});

test.each([
  [2, 1],
  [1, 99],
  [1, 0],
])("a place that is not there (line %i, column %i) marks nothing", (line, column) => {
  expect(show(["a"], line, column).join("")).not.toContain("<mark>");
});

test("only its own line of a text of several is marked", () => {
  const [first, second] = show(["f(`a", "b`)"], 2, 1);
  expect(first).not.toContain("<mark>");
  expect(second).toContain('<mark><span class="s">b`</span></mark>');
});

test("lines that begin inside of a comment are the comment's until it ends", () => {
  const [first, second] = show([" * It's not; if", " */ const a = 1; /* b */"]);
  expect(first).toBe('<span class="c"> * It&#39;s not; if</span>');
  expect(second).toContain('<span class="c"> */</span> <span class="k">const</span>');
});

test("lines that begin inside of a template are the template's until it ends", () => {
  const [first, second] = show(["  from users if", "`, [id]);"]);
  expect(first).toBe('<span class="s">  from users if</span>');
  expect(second).toBe('<span class="s">`</span>, [<span class="n">id</span>]);');
});

test.each([
  ["types", "const users = new Map<number, User | null>() satisfies Map<number, unknown>;"],
  [
    "generics and casts",
    "function first<T extends { id: number }>(all: readonly T[]) { return <T>all[0]; }",
  ],
  ["decorators, private names, optional chains", "@route('/') class A { #b = 1; c = this?.#b!; }"],
  ["a regular expression", "const found = /[/<]+\\/(?<id>\\d+)/u.exec(path);"],
  ["a template in a template", "`a ${b ? `c ${d}` : ''} e`"],
  ["what is no JavaScript", '{ "a": 1, <<< ??? \\ # ☃ ^^^ `'],
  ["nothing", ""],
  ["markup", "return html`<b>${'</b>'}</b><script>`"],
])("of %s no character is lost", (_, line) => {
  expect(textOf(show([line])[0]!)).toBe(line);
});

test("there are as many lines as before, whatever is in them", () => {
  const lines = ["`", "/*", "", "'", "*/", "${"];
  expect(show(lines).map(textOf)).toEqual(lines);
});
