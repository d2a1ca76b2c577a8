import { expect, test } from "vitest";
import { missPage } from "../../src/debug/miss-page.ts";
import { missed } from "./report-fixture.ts";

const options = { startId: "start1", reloads: true };

test("it says what was asked for, what was perhaps meant and why it was not", () => {
  const html = missPage(missed, options);
  expect(html).toContain("No route takes <code>/users/abc</code>");
  expect(html).toContain("Did you mean");
  expect(html).toContain('/users/<span class="s">&lt;int:id&gt;</span>');
  expect(html).toContain("<code>abc</code> is not an int");
  expect(html).toContain("orders.add");
});

test("what a client sent is text", () => {
  const nasty = "/<script>alert(1)</script>";
  const html = missPage(
    {
      ...missed,
      path: nasty,
      misses: [{ ...missed.misses[0]!, reason: `\`${nasty}\` is not it` }],
    },
    options,
  );
  expect(html).toContain("<code>/&lt;script&gt;alert(1)&lt;/script&gt;</code> is not it");
  expect(html).not.toContain("<script>alert");
});

test("an application without routes has no table of them", () => {
  const html = missPage({ ...missed, misses: [], routes: [] }, options);
  expect(html).toContain("There is no route yet.");
  expect(html).not.toMatch(/Did you mean|<table/);
});
