import { describe, expect, test } from "vitest";
import { ErrorHandlers, findErrorHandler, unforeseen } from "../../src/core/error-handlers.ts";
import { HTTPError } from "../../src/errors/http-error.ts";

class PaymentError extends Error {}
class CardError extends PaymentError {}
class QuotaError extends HTTPError {}

/** Which of the handlers for these keys is asked about what was thrown. */
const chosen = (
  keys: readonly (number | (new (...args: never[]) => unknown))[],
  thrown: unknown,
) => {
  const handlers = new ErrorHandlers();
  for (const key of keys) handlers.add(key, () => key);
  return findErrorHandler([handlers], thrown)?.handler.run(undefined, undefined);
};

describe("the most specific handler is asked", () => {
  test.each([
    ["its class", [Error, PaymentError, CardError], new CardError(), CardError],
    ["the nearest class", [Error, PaymentError], new CardError(), PaymentError],
    ["any class", [Error, PaymentError], new TypeError("x"), Error],
    ["no class that fits", [CardError], new PaymentError(), undefined],
    ["a status", [404, 405], new HTTPError(404), 404],
    ["another status", [405], new HTTPError(404), undefined],
    ["a status before its class", [HTTPError, 404], new HTTPError(404), 404],
    ["a class of one's own before a status", [QuotaError, 429], new QuotaError(429), QuotaError],
    ["a status before the class above", [HTTPError, 429], new QuotaError(429), 429],
    ["HTTPError for every status", [HTTPError], new HTTPError(418), HTTPError],
    ["Error for what a client did, as in Flask", [Error], new HTTPError(404), Error],
    ["500 for what nobody foresaw", [500], new Error("x"), 500],
    ["a class before 500", [500, Error], new Error("x"), Error],
    ["500 for a text", [500, Error], "text", 500],
    ["500 for null", [500], null, 500],
    ["500 for undefined", [500], undefined, 500],
    ["500 for an object without a prototype", [500], Object.create(null), 500],
    ["its class for what is no Error", [Map, 500], new Map(), Map],
    ["not 404 for what nobody foresaw", [404], new Error("x"), undefined],
    ["nobody", [], new Error("x"), undefined],
  ])("%s", (_, keys, thrown, key) => {
    expect(chosen(keys, thrown)).toBe(key);
  });
});

describe("the error that a handler gets", () => {
  const errorFor = (key: number | typeof Error, thrown: unknown): unknown => {
    const handlers = new ErrorHandlers();
    handlers.add(key, () => null);
    return findErrorHandler([handlers], thrown)?.error;
  };

  test("for a class is what was thrown", () => {
    const error = new CardError("declined");
    expect(errorFor(Error, error)).toBe(error);
  });

  test("for a status is the HTTPError that was thrown", () => {
    const error = new HTTPError(404);
    expect(errorFor(404, error)).toBe(error);
  });

  test("for 500 is an HTTPError with what was thrown as its cause", () => {
    const error = new Error("secret");
    expect(errorFor(500, error)).toMatchObject({ status: 500, detail: undefined, cause: error });
    expect(errorFor(500, "text")).toMatchObject({ status: 500, cause: "text" });
  });
});

describe("mistakes at registration", () => {
  const add = (key: unknown, handler: unknown): unknown => {
    try {
      new ErrorHandlers().add(key as number, handler as () => null);
    } catch (error) {
      return error;
    }
    return undefined;
  };

  test.each([399, 200, 600, 404.5, Number.NaN, "404", null, undefined, {}, Symbol("s"), () => 1])(
    "%s is not a class nor a status of an error",
    (key) => {
      expect(add(key, () => null)).toMatchObject({
        code: "error-key",
        fix: "write app.errorHandler(404, …) or app.errorHandler(PaymentError, …)",
      });
    },
  );

  test.each([undefined, null, "handler", {}])("%s is not a handler", (handler) => {
    expect(add(404, handler)).toMatchObject({ code: "error-handler" });
  });

  test.each([
    [404, "404"],
    [PaymentError, "PaymentError"],
  ])("a second handler for %s is refused by name", (key, name) => {
    const handlers = new ErrorHandlers();
    handlers.add(key, () => 1);
    expect(() => handlers.add(key, () => 2)).toThrow(
      expect.objectContaining({
        code: "error-handler-twice",
        message: expect.stringContaining(`a second error handler for ${name}`),
      }),
    );
    const thrown = typeof key === "number" ? new HTTPError(key) : new key();
    expect(findErrorHandler([handlers], thrown)?.handler.run(undefined, undefined)).toBe(1);
  });

  test("a second handler for another status or class is none", () => {
    const handlers = new ErrorHandlers();
    handlers.add(404, () => 1);
    handlers.add(405, () => 2);
    handlers.add(Error, () => 3);
    handlers.add(TypeError, () => 4);
    const found = findErrorHandler([handlers], new TypeError("x"));
    expect(found?.handler.run(undefined, undefined)).toBe(4);
  });
});

test("what nobody foresaw is a 500 that says nothing", () => {
  const error = unforeseen(new Error("secret"));
  expect(error.status).toBe(500);
  expect(error.message).toBe("500 Internal Server Error");
});
