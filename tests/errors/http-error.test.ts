import { expect, test } from "vitest";
import { HTTPError } from "../../src/errors/http-error.ts";

test("an error has its status, the status's name and what went wrong", () => {
  expect(new HTTPError(404, "no user 7")).toMatchObject({
    name: "HTTPError",
    status: 404,
    title: "Not Found",
    type: "about:blank",
    detail: "no user 7",
    headers: undefined,
    extra: undefined,
    message: "404 Not Found: no user 7",
  });
});

test.each([
  [new HTTPError(404), "404 Not Found"],
  [new HTTPError(499), "499 Error 499"],
  [new HTTPError(402, "3 €", { title: "Broke" }), "402 Broke: 3 €"],
  [new HTTPError(404, ""), "404 Not Found: "],
])("%s says so in its message", (error, message) => {
  expect(error.message).toBe(message);
});

test("an error carries what it is given", () => {
  const cause = new Error("disk");
  const init = { title: "T", type: "https://e/x", headers: { A: "1" }, extra: { b: 2 }, cause };
  expect(new HTTPError(503, "later", init)).toMatchObject(init);
});

test("an error without a cause has no property for it", () => {
  expect("cause" in new HTTPError(500)).toBe(false);
});

test.each([400, 599])("%i is a status of an error", (status) => {
  expect(new HTTPError(status).status).toBe(status);
});

test.each([[200], [399], [600], [100], [404.5], [Number.NaN], ["404"], [undefined]])(
  "%j is not a status of an error",
  (status) => {
    expect(() => new HTTPError(status as number)).toThrow(
      /^Cannot fail with status .*\[error-status\]$/s,
    );
  },
);
