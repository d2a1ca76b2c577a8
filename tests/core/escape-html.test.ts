import { expect, test } from "vitest";
import { escapeHTML } from "../../src/core/escape-html.ts";

test.each([
  ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
  [`" onload="x`, "&quot; onload=&quot;x"],
  ["' onload='x", "&#39; onload=&#39;x"],
  ["&lt;", "&amp;lt;"],
  ["plain é €", "plain é €"],
])("%j is shown, and does nothing", (text, html) => {
  expect(escapeHTML(text)).toBe(html);
});
