import { expect, test } from "vitest";
import { abort } from "../../src/errors/abort.ts";
import { HTTPError } from "../../src/errors/http-error.ts";
import { NotFound } from "../../src/errors/status-errors.ts";

const thrownBy = (run: () => never): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

test("abort throws an error of the class of its status", () => {
  expect(thrownBy(() => abort(404, "no user 7"))).toBeInstanceOf(NotFound);
  expect(thrownBy(() => abort(409, "taken", { name: "sweety" }))).toMatchObject({
    status: 409,
    detail: "taken",
    extra: { name: "sweety" },
  });
  expect(() => abort(404)).toThrow("404 Not Found");
});

test("abort with a status that no standard names throws an HTTPError", () => {
  const error = thrownBy(() => abort(499, "gone away"));
  expect(error).toMatchObject({ status: 499, detail: "gone away" });
  expect(Object.getPrototypeOf(error)).toBe(HTTPError.prototype);
});

test("abort with a status that is none is a mistake, not an error for the client", () => {
  expect(() => abort(200)).toThrow(RangeError);
});

test("abort with a response throws that response", () => {
  const response = new Response("stop", { status: 202 });
  expect(thrownBy(() => abort(response))).toBe(response);
});
