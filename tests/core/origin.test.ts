import { expect, test } from "vitest";
import { originOf } from "../../src/core/origin.ts";

test.each([
  ["GET /users", "showUsers", "users.ts:8", "GET /users  showUsers  users.ts:8"],
  ["GET /users", "", undefined, "GET /users"],
  ["error handler for 404", null, "app.ts:3", "error handler for 404  app.ts:3"],
  ["", undefined, undefined, ""],
])("%j, %j, %j", (what, name, place, origin) => {
  expect(originOf(what, name, place)).toBe(origin);
});
