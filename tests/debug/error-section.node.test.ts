import { expect, test } from "vitest";
import { errorSection } from "../../src/debug/error-section.ts";
import type { ReportedError, ReportedFrame } from "../../src/debug/report.ts";

const error = (rest: Partial<ReportedError> = {}): ReportedError => ({
  relation: "thrown",
  depth: 0,
  name: "Error",
  message: "it broke",
  fix: null,
  fields: [],
  frames: [],
  ...rest,
});

const frame = (line: number, owner: ReportedFrame["owner"] = "program"): ReportedFrame => ({
  name: `f${line}`,
  file: "a.ts",
  path: "/app/a.ts",
  line,
  column: 1,
  owner,
  isAsync: false,
  excerpt: null,
});

const summaries = (html: string): string[] =>
  [...html.matchAll(/class="stop folded">\s*<details>\s*<summary>([^<]*)/g)].map(
    (match) => match[1]!,
  );

test("a message that looks like markup is text", () => {
  const html = String(errorSection([error({ message: "</h1><script>x" })], 0, null));
  expect(html).toContain("&lt;/h1&gt;&lt;script&gt;x");
  expect(html).not.toContain("<script>");
});

test("frames of others in a row are folded into one line that says whose they are", () => {
  const frames = [
    frame(1, "library"),
    frame(2, "library"),
    frame(3),
    frame(4, "framework"),
    frame(5, "runtime"),
    frame(6),
  ];
  const html = String(errorSection([error({ frames })], 0, null));
  expect(summaries(html)).toEqual(["2 frames of packages", "2 frames of Hipflask and the runtime"]);
});

test("the first frame of the program is open, wherever it stands", () => {
  const html = String(
    errorSection([error({ frames: [frame(1, "library"), frame(2), frame(3)] })], 0, null),
  );
  expect([...html.matchAll(/data-frame="(\d)"( open)?/g)].map(([, n, open]) => [n, open])).toEqual([
    ["1", " open"],
    ["2", undefined],
  ]);
});

test("frames that a cause shares with what it caused are folded", () => {
  const first = error({ frames: [frame(1), frame(8), frame(9)] });
  const cause = error({ relation: "cause", depth: 1, frames: [frame(2), frame(8), frame(9)] });
  const html = String(errorSection([first, cause], 1, null));
  expect(html).toContain("caused by");
  expect(summaries(html)).toEqual(["2 frames as above"]);
  expect(html).toContain('data-frame="0" open');
});

test("errors of an aggregate are counted", () => {
  const inner = error({ relation: "aggregated", depth: 1 });
  const html = String(errorSection([error(), inner, { ...inner, message: "two" }], 2, null));
  expect(html).toContain("error 2 of 2 in it");
});

test("why there are no variables is said once", () => {
  const errors = [error(), error({ relation: "cause", depth: 1 })];
  expect(String(errorSection(errors, 0, "this is Bun"))).toContain(
    "<strong>No variables.</strong> this is Bun",
  );
  expect(String(errorSection(errors, 1, "this is Bun"))).not.toContain("this is Bun");
});
