import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { markup } from "../../src/debug/markup.ts";
import { page, pageHeaders } from "../../src/debug/page-shell.ts";

const document = page({
  title: "</title><script>",
  bar: markup`<p>bar</p>`,
  main: markup`<p>main</p>`,
  facts: { startId: "</script><script>alert(1)", reloads: false },
});

const inside = (tag: string): string[] =>
  [...document.matchAll(new RegExp(`<${tag}[^>]*>(.*?)</${tag}>`, "gs"))].map((match) => match[1]!);
const hash = (text: string): string => createHash("sha256").update(text).digest("base64");

test("its policy lets in its own style and script by their hashes, and nothing else", () => {
  const [facts, script] = inside("script");
  const [style] = inside("style");
  expect(JSON.parse(facts!)).toEqual({ startId: "</script><script>alert(1)", reloads: false });
  expect(pageHeaders["content-security-policy"]).toBe(
    `default-src 'none'; script-src 'sha256-${hash(script!)}'; style-src 'sha256-${hash(style!)}'; img-src data:; ` +
      "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  );
});

test("it loads nothing, and no part of it runs from an attribute", () => {
  expect(document).not.toMatch(/\s(src|on[a-z]+|style)=/);
  expect([...document.matchAll(/href="([^"]*)"/g)].map((match) => match[1]!.slice(0, 5))).toEqual([
    "data:",
  ]);
  expect(inside("style")[0]).not.toMatch(/@import|url\(/);
});

test("the parts of its script are one script, without imports", () => {
  expect(inside("script")[1]).not.toMatch(/^(import|export) /m);
});

test("its title is text", () => {
  expect(inside("title")).toEqual(["&lt;/title&gt;&lt;script&gt;"]);
});
