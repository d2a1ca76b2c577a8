import { expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { findEndpoint } from "../../src/core/find-endpoint.ts";
import { incoming } from "./incoming.ts";

const app = new Hipflask({
  converters: {
    failing: () => ({
      parse() {
        throw new Error("no");
      },
      format: String,
    }),
  },
});
app.get("/users/<int:id>", { name: "user", defaults: { page: 1 } }, () => "x");
app.get("/failing/<failing:x>" as "/", () => "x");

const found = (method: string, target: string): unknown =>
  findEndpoint<unknown>(
    app,
    incoming({ method, target }),
    (_app, { params, route }, { matched }) => [route?.endpoint, route === matched, params],
    (_app, { route }, _endpoint, error) => [route, (error as Error).message],
  );

test.each([
  ["GET", "/users/7?x=1", ["user", true, { id: 7, page: 1 }]],
  ["HEAD", "/users/7", ["user", true, { id: 7, page: 1 }]],
  ["OPTIONS", "/users/7", ["user", true, { id: 7, page: 1 }]],
  ["PUT", "/users/7", [undefined, true, {}]],
  ["GET", "/nowhere", [undefined, true, {}]],
  ["OPTIONS", "*", [undefined, true, {}]],
  ["GET", "/failing/1", [null, "no"]],
])("%s %s", (method, target, expected) => {
  expect(found(method, target)).toEqual(expected);
});
