import { expect, test } from "vitest";
import { frameDetails, frameLine } from "../../src/debug/frame-details.ts";
import { report } from "./report-fixture.ts";

const [present] = report.errors[0]!.frames;

/** The text of a document, without what is drawn by its style. */
const textOf = (html: string): string => html.replaceAll(/<[^>]*>/g, "");

test("lines are copied as they are, without their numbers", () => {
  const html = String(frameDetails(present!, 0, true));
  const code = textOf(/<pre[^>]*>(.*)<\/pre>/s.exec(html)![1]!);
  expect(code.split("\n").slice(4, 6)).toEqual([
    "  const initials = user.name.first[0] + user.name.last[0];",
    "  return { id: user.id, age, initials };",
  ]);
});

test("the line and the token where it went wrong are marked, for those who do not see it too", () => {
  const html = String(frameDetails(present!, 0, true));
  expect(html).toContain('<span data-line="9" class="here" aria-current="location">');
  expect(html).toContain('<mark><span class="n">first</span></mark>');
});

test("a frame without lines still says where it is, and opens", () => {
  const html = String(frameDetails({ ...present!, excerpt: null }, 3, false));
  expect(html).toContain('data-frame="3">');
  expect(html).not.toContain("<pre");
  expect(textOf(html)).toContain("src/users.ts:9");
});

test("a frame of the runtime has no link; a name that looks like markup is text", () => {
  const line = String(frameLine({ ...present!, name: "<b>", file: "node:fs", path: null }));
  expect(line).toContain("&lt;b&gt;");
  expect(line).toContain('<span class="place">node:fs:9:30</span>');
  expect(line).not.toContain("href");
});
