import { expect, test } from "vitest";
import { markup, scriptJSON } from "../../src/debug/markup.ts";

test("every value is escaped, for text and for attributes in quotes", () => {
  const nasty = `<script>&"'`;
  expect(String(markup`<p title="${nasty}">${nasty}</p>`)).toBe(
    '<p title="&lt;script&gt;&amp;&quot;&#39;">&lt;script&gt;&amp;&quot;&#39;</p>',
  );
});

test("markup in markup is not escaped again, in lists neither", () => {
  const items = ["<a>", "b"].map((text) => markup`<li>${text}</li>`);
  expect(String(markup`<ul>${items}</ul>`)).toBe("<ul><li>&lt;a&gt;</li><li>b</li></ul>");
});

test("null and false are nothing, zero and the empty text are what they are", () => {
  expect(String(markup`[${null}${false}${0}${""}]`)).toBe("[0]");
});

test("text that names markup's own fields stays text", () => {
  const text = JSON.stringify({ text: "<b>" });
  expect(String(markup`${text}`)).toBe("{&quot;text&quot;:&quot;&lt;b&gt;&quot;}");
});

test.each(["</script>", "<!--<script>", "a\u2028b\u2029c", "\\u003c"])(
  "JSON in a script element has nothing that could end it: %j",
  (value) => {
    const text = String(scriptJSON({ value }));
    expect(text).not.toMatch(/[<\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual({ value });
  },
);
