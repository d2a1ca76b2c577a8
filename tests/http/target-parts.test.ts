import { expect, test } from "vitest";
import { pathOf, queryOf } from "../../src/http/target-parts.ts";

test.each([
  ["/users", "/users", ""],
  ["/users?", "/users", ""],
  ["/users?page=2", "/users", "page=2"],
  ["/users?a=?&b", "/users", "a=?&b"],
  ["?", "", ""],
  ["*", "*", ""],
  ["/a%3Fb", "/a%3Fb", ""],
])("%j", (target, path, query) => {
  expect([pathOf(target), queryOf(target)]).toEqual([path, query]);
});
