import { expect, test } from "vitest";
import { variablesOf } from "../../src/debug/frame-variables.ts";
import type { CapturedFrame } from "../../src/debug/locals.ts";
import type { ReportedFrame } from "../../src/debug/report.ts";

function reported(
  name: string | null,
  line: number,
  rest: Partial<ReportedFrame> = {},
): ReportedFrame {
  return {
    name,
    file: "a.ts",
    path: "/app/a.ts",
    line,
    column: 1,
    owner: "program",
    isAsync: false,
    excerpt: null,
    ...rest,
  };
}

function captured(name: string, line: number, url = "file:///app/a.ts"): CapturedFrame {
  const variables = [{ name, scope: "local", text: "1", type: "number", handle: null }];
  return { name, url, line, column: 1, variables, omitted: 0 };
}

/** The number of the captured frame that each frame was found to be. */
const numbers = (frames: readonly ReportedFrame[], all: readonly CapturedFrame[]): unknown[] =>
  variablesOf(frames, all).map((found) => (typeof found === "string" ? null : found.frame));

test("frames are the same that stand in the same line of the same file", () => {
  const frames = [reported("a", 1), reported("b", 2)];
  expect(numbers(frames, [captured("a", 1), captured("b", 2, "/app/a.ts")])).toEqual([0, 1]);
});

test("an error that was made in one line and thrown in another is still the function's", () => {
  expect(numbers([reported("load", 5)], [captured("load", 9)])).toEqual([0]);
});

test.each(["Repo.find", "async Repo.find", "Object.find [as load]", "new find", "find"])(
  "%s is what the engine calls find",
  (name) => {
    expect(numbers([reported(name, 5)], [captured("find", 9)])).toEqual([0]);
  },
);

test("calls of one function by itself keep their order", () => {
  const frames = [reported("walk", 3), reported("walk", 3), reported("start", 9)];
  const all = [captured("walk", 3), captured("walk", 3), captured("start", 9)];
  expect(numbers(frames, all)).toEqual([0, 1, 2]);
});

test("frames that either side leaves out shift nothing", () => {
  const frames = [reported("makeError", 1), reported("a", 2), reported("b", 4)];
  const all = [captured("a", 2), captured("hidden", 3), captured("b", 4)];
  expect(numbers(frames, all)).toEqual([null, 0, 2]);
});

test("a function of the same name in another file is another one", () => {
  expect(numbers([reported("a", 1)], [captured("a", 1, "file:///app/b.ts")])).toEqual([null]);
});

test.each([
  [{ isAsync: true }, "It was waiting at an await: the engine no longer has its variables."],
  [{ owner: "library" }, "Only frames of the program are looked at."],
  [{ owner: "runtime", path: null }, "Only frames of the program are looked at."],
  [{}, "Its variables were not kept."],
] as const)("a frame that was not captured says why: %j", (rest, reason) => {
  expect(variablesOf([reported("a", 1, rest)], [])).toEqual([reason]);
});
