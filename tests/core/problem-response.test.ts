import { expect, test } from "vitest";
import { bareProblem } from "../../src/core/problem-response.ts";
import { HTTPError } from "../../src/errors/http-error.ts";

test("a bare problem is ready to send", () => {
  const { status, headers, body } = bareProblem(new HTTPError(404, "no user 7"), "/users/7");
  expect(status).toBe(404);
  expect([...headers]).toEqual([["content-type", "application/problem+json"]]);
  expect(JSON.parse(body as string)).toEqual({
    type: "about:blank",
    title: "Not Found",
    status: 404,
    detail: "no user 7",
    instance: "/users/7",
  });
});
