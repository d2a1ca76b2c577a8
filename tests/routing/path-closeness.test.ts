import { expect, test } from "vitest";
import { pathCloseness } from "../../src/routing/path-closeness.ts";
import { parsePattern } from "../../src/routing/pattern.ts";

test.each([
  ["/users/<int:id>", "users/7", 0, ""],
  ["/users/<int:id>", "users/x", 3, "`x` is not an int"],
  [
    "/users/<int:id>",
    "Users/x",
    4,
    "`Users` is not `users`: upper and lower case differ; `x` is not an int",
  ],
  ["/a/<id>/c", "a/c", 4, "a value for `id` is missing"],
  ["/a/<id>/<other>", "a/b", 4, "a value for `other` is missing"],
  ["/a/<id>/c", "a/b", 4, "the segment `c` is missing"],
  ["/a/b", "a/x/b", 4, "`x` is one segment too many"],
  ["/a/a", "a/a/a", 4, "`a` is one segment too many"],
  ["/f/<path:p>", "f", 4, "a value for `p` is missing"],
  ["/f/<path:p>", "f/a/b/c", 0, ""],
  ["/f/<path:p>/<int:n>", "f/a/b/c", 3, "`c` is not an int"],
  ["/", "", 0, ""],
])("%s and %s: %d", (pattern, path, cost, reasons) => {
  const texts = path === "" ? [] : path.split("/");
  const closeness = pathCloseness(parsePattern(pattern), texts);
  expect([closeness?.cost, closeness?.reasons.join("; ")]).toEqual([cost, reasons]);
});

test.each([
  ["/", "a"],
  ["/users", ""],
  ["/<name>", "a/b"],
  ["/<name>/<other>", "a"],
  ["/<int:a>/<int:b>", "x/y"],
  ["/a/<int:x>/<int:y>/<int:z>", "a/x/y/z"],
  ["/a/b/c", "a"],
  ["/a", "a/b/c"],
])("%s and %s have too little in common", (pattern, path) => {
  const texts = path === "" ? [] : path.split("/");
  expect(pathCloseness(parsePattern(pattern), texts)).toBeUndefined();
});

test("a pattern of plain variables fits everything, which says nothing", () => {
  expect(pathCloseness(parsePattern("/<a>/<b>"), ["x", "y"])?.isTelling).toBe(false);
  expect(pathCloseness(parsePattern("/a/<b>"), ["a", "y"])?.isTelling).toBe(true);
});
