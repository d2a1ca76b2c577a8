import { describe, expect, test } from "vitest";
import { matchFrames } from "../../../src/debug/locals/match-frames.ts";
import { maxFrames } from "../../../src/debug/locals/limits.ts";
import type { ReportedFrame } from "../../../src/debug/report.ts";

const reported = (
  name: string | null,
  line: number,
  more: Partial<ReportedFrame> = {},
): ReportedFrame => ({
  name,
  file: "app.ts",
  path: "/srv/app.ts",
  line,
  column: 1,
  owner: "program",
  isAsync: false,
  excerpt: null,
  ...more,
});

const captured = (name: string, line: number, url = "file:///srv/app.ts") => ({ name, line, url });

const notRunning = "It was not running any more when the error was thrown.";

describe("frames of a report and captured frames", () => {
  test("that are the same match", () => {
    const stack = [reported("find", 3), reported("show", 8)];
    expect(matchFrames(stack, [captured("find", 3), captured("show", 8)])).toEqual([0, 1]);
  });

  test("match where an error was made in another function than the one that threw it", () => {
    const stack = [reported("notFound", 1), reported("find", 5), reported("show", 9)];
    expect(matchFrames(stack, [captured("find", 6), captured("show", 9)])).toEqual([
      notRunning,
      0,
      1,
    ]);
  });

  test("match where it was thrown by another function than the one that made it", () => {
    const stack = [reported("check", 2), reported("show", 7)];
    expect(matchFrames(stack, [captured("fail", 20), captured("show", 8)])).toEqual([
      notRunning,
      1,
    ]);
  });

  test("of a recursion match by the nearest line", () => {
    const stack = [reported("walk", 4), reported("walk", 7), reported("walk", 7)];
    const frames = [captured("walk", 4), captured("walk", 7)];
    expect(matchFrames(stack, frames)).toEqual([0, 1, notRunning]);
    expect(matchFrames(stack.slice(1), [captured("walk", 5), ...frames.slice(1)])).toEqual([0, 1]);
  });

  test("keep their order", () => {
    const stack = [reported("a", 1), reported("b", 2)];
    const indices = matchFrames(stack, [captured("b", 2), captured("a", 1)]);
    expect(indices.filter((index) => typeof index === "number")).toHaveLength(1);
  });

  test.each([
    ["Repo.find", "find"],
    ["new Repo", "Repo"],
    ["async find", "find"],
    ["Object.get [as find]", "get"],
    ["Object.<anonymous>", ""],
    [null, ""],
  ])("%s is the function that V8 calls %j", (name, function_) => {
    expect(matchFrames([reported(name, 3)], [captured(function_, 3)])).toEqual([0]);
  });

  test.each([
    ["/srv/app.ts", "/srv/app.ts"],
    ["/srv/a b.ts", "file:///srv/a%20b.ts"],
    ["/srv/app.ts", "file:///srv/app.ts?version=2"],
    [String.raw`C:\srv\app.ts`, "file:///C:/srv/app.ts"],
  ])("%s is the script %s", (path, url) => {
    expect(matchFrames([reported("f", 1, { path })], [captured("f", 1, url)])).toEqual([0]);
  });

  test("that have other names match if they stand in the same line", () => {
    const stack = [reported("Object.handler", 3), reported(null, 3)];
    expect(matchFrames(stack, [captured("", 3), captured("", 3)])).toEqual([0, 1]);
    expect(matchFrames(stack, [captured("", 3)])).toEqual([notRunning, 0]);
  });

  test("of other files do not match", () => {
    const stack = [reported("find", 3, { path: "/srv/other.ts" })];
    expect(matchFrames(stack, [captured("find", 3)])).toEqual([notRunning]);
  });
});

describe("a frame without variables says why", () => {
  test("when it was waiting", () => {
    const stack = [reported("find", 3), reported("show", 8, { isAsync: true })];
    expect(matchFrames(stack, [captured("find", 3), captured("show", 8)])).toEqual([
      0,
      "It was waiting at an await: the engine no longer has its variables.",
    ]);
  });

  test.each(["library", "framework", "runtime"] as const)("when it is code of the %s", (owner) => {
    expect(matchFrames([reported("f", 1, { owner })], [])).toEqual([
      "Only frames of the program are looked at.",
    ]);
  });

  test("when it is too far out", () => {
    const stack = Array.from({ length: maxFrames + 1 }, (_, index) => reported(`f${index}`, index));
    const frames = stack.slice(0, maxFrames).map(({ name, line }) => captured(name!, line));
    expect(matchFrames(stack, frames).at(-1)).toBe(
      `Only the ${maxFrames} innermost frames are kept.`,
    );
  });
});
