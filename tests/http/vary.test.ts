import { expect, test } from "vitest";
import { addToVary } from "../../src/http/vary.ts";

test.each<[string | null, string[], string]>([
  [null, ["Accept"], "Accept"],
  ["", ["Accept"], "Accept"],
  ["Accept", ["Cookie"], "Accept, Cookie"],
  ["Accept", ["accept"], "Accept"],
  ["accept ,\tCookie,,", ["COOKIE", "Origin"], "accept, Cookie, Origin"],
  ["Accept", ["Cookie", "cookie"], "Accept, Cookie"],
  ["*", ["Cookie"], "*"],
  ["Accept", ["*"], "*"],
  [null, [], ""],
])("%j with %j is %j", (current, names, field) => {
  expect(addToVary(current, names)).toBe(field);
});
