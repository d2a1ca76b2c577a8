import { expect, test } from "vitest";
import { parsePattern } from "../../src/routing/pattern.ts";
import { segmentCloseness, shown, textOf } from "../../src/routing/segment-closeness.ts";

const closenessTo = (
  pattern: string,
  text: string,
): readonly [cost: number, isTelling: boolean, reason: string] => {
  const { cost, isTelling, reason } = segmentCloseness(
    parsePattern(`/${pattern}`).segments[0]!,
    text,
  );
  return [cost, isTelling, reason];
};

test.each([
  ["users", "users", 0, true, ""],
  ["users", "USERS", 1, true, "`USERS` is not `users`: upper and lower case differ"],
  ["users", "user", 2, true, "`user` is not `users`"],
  ["users", "orders", Infinity, false, ""],
  ["caf%C3%A9", "cafe", 2, true, "`cafe` is not `café`"],
  ["<name>", "x", 0, false, ""],
  ["<int:n>", "7", 0, true, ""],
  ["<int:n>", "x", 3, false, "`x` is not an int"],
  ["<int:n>", "1.5", 3, false, "`1.5` is not an integer from 0"],
  ["<bigint:n>", "x", 3, false, "`x` is not a bigint"],
  ["<any(on, off):s>", "on", 0, true, ""],
  ["<path:p>", "x", 0, false, ""],
  ["<path:p>", "/x", Infinity, false, ""],
  ["v<int:n>", "v1", 0, true, ""],
  ["v<int:n>", "vx", 3, true, "`vx` does not fit `v<int:n>`"],
  ["v<int:n>", "V1", 3, true, "`V1` does not fit `v<int:n>`"],
  ["v<int:n>", "latest", Infinity, false, ""],
])("%s and %s: %d", (pattern, text, cost, isTelling, reason) => {
  expect(closenessTo(pattern, text)).toEqual([cost, isTelling, reason]);
});

test("words longer than forty letters are the same or strangers", () => {
  const long = "a".repeat(41);
  expect(closenessTo(long, long)).toEqual([0, true, ""]);
  expect(closenessTo(long, `${long}a`)).toEqual([Infinity, false, ""]);
});

test.each(["users", "<int(min=1):n>", "v<int:major>.<int:minor>", "<path:p>"])(
  "%s is shown as it was written",
  (pattern) => {
    expect(textOf(parsePattern(`/${pattern}`).segments[0]!)).toBe(pattern);
  },
);

test("what a client sent is shown on one line", () => {
  expect(shown("a\nb")).toBe("`a\\nb`");
});
