import { describe, expect, test } from "vitest";
import { HTTPError } from "../../src/errors/http-error.ts";
import * as statusErrors from "../../src/errors/status-errors.ts";
import {
  ContentTooLarge,
  MethodNotAllowed,
  NotFound,
  ProxyAuthenticationRequired,
  RangeNotSatisfiable,
  ServiceUnavailable,
  TooManyRequests,
  Unauthorized,
  UpgradeRequired,
  httpError,
  statusErrorClass,
  type StatusErrorClass,
} from "../../src/errors/status-errors.ts";
import { reasonPhrase } from "../../src/http/status.ts";

const classes = Object.entries(statusErrors).filter(
  (entry): entry is [string, StatusErrorClass] => "status" in entry[1],
);

describe("there is a class for each status of a failure that is registered", () => {
  const statuses = Array.from({ length: 200 }, (_, i) => 400 + i).filter(
    (status) => reasonPhrase(status) !== "",
  );

  test.each(statuses)("%i", (status) => {
    const type = statusErrorClass(status)!;
    const error = new type("so it is");
    expect(error).toBeInstanceOf(HTTPError);
    expect(error).toMatchObject({ status, title: reasonPhrase(status), detail: "so it is" });
  });

  test("and none for any other", () => {
    expect(statusErrorClass(499)).toBeUndefined();
    expect(classes.map(([, { status }]) => status)).toEqual(statuses);
  });
});

test.each(classes)("%s is called as its status is", (name, type) => {
  const phrase = reasonPhrase(type.status).replaceAll(/[^A-Za-z]/g, "");
  expect(name.toLowerCase()).toBe(phrase.toLowerCase());
  expect(new type().name).toBe(name);
});

describe("the field that a status asks for", () => {
  const inHour = new Date("2026-01-31T12:00:00Z");

  test.each([
    [
      "a challenge",
      new Unauthorized("", { wwwAuthenticate: 'Basic realm="a"' }),
      [["www-authenticate", 'Basic realm="a"']],
    ],
    [
      "several challenges, a line each",
      new Unauthorized("", { wwwAuthenticate: ['Basic realm="a"', "Bearer"] }),
      [
        ["www-authenticate", 'Basic realm="a"'],
        ["www-authenticate", "Bearer"],
      ],
    ],
    [
      "a challenge of a proxy",
      new ProxyAuthenticationRequired("", { proxyAuthenticate: "Basic" }),
      [["proxy-authenticate", "Basic"]],
    ],
    [
      "the methods that would do",
      new MethodNotAllowed("", { allow: ["GET", "HEAD"] }),
      [["allow", "GET, HEAD"]],
    ],
    ["no method at all", new MethodNotAllowed("", { allow: [] }), [["allow", ""]]],
    ["seconds", new TooManyRequests("", { retryAfter: 30 }), [["retry-after", "30"]]],
    ["no seconds", new TooManyRequests("", { retryAfter: 0 }), [["retry-after", "0"]]],
    ["part of a second", new ContentTooLarge("", { retryAfter: 0.2 }), [["retry-after", "1"]]],
    [
      "an instant",
      new ServiceUnavailable("", { retryAfter: inHour }),
      [["retry-after", "Sat, 31 Jan 2026 12:00:00 GMT"]],
    ],
    [
      "the size of the whole",
      new RangeNotSatisfiable("", { completeLength: 47 }),
      [["content-range", "bytes */47"]],
    ],
    ["a protocol", new UpgradeRequired("", { upgrade: ["h2c"] }), [["upgrade", "h2c"]]],
    ["nothing", new Unauthorized("", { wwwAuthenticate: undefined }), []],
    ["nothing at all", new Unauthorized(), []],
  ])("%s", (_, error, fields) => {
    expect([...error.headers]).toEqual(fields);
  });

  test("stands beside fields that are given, and goes before one of the same name", () => {
    const error = new TooManyRequests("", {
      headers: { "X-Quota": "5", "Retry-After": "1" },
      retryAfter: 60,
    });
    expect([...error.headers]).toEqual([
      ["x-quota", "5"],
      ["retry-after", "60"],
    ]);
  });

  test.each([-1, Number.NaN, Infinity, new Date(Number.NaN)])("is refused: %s", (retryAfter) => {
    expect(() => new TooManyRequests("", { retryAfter })).toThrow("[retry-after]");
  });

  test("cannot bring another line into the response", () => {
    expect(() => new Unauthorized("", { wwwAuthenticate: "a\r\nset-cookie: b" })).toThrow(
      "[header-value]",
    );
  });
});

test("an error carries what any HTTPError does", () => {
  const cause = new Error("disk");
  const init = { title: "T", type: "https://e/x", extra: { b: 2 }, cause };
  expect(new NotFound("no", init)).toMatchObject(init);
});

test("httpError makes the class of a status, or an HTTPError", () => {
  expect(httpError(404)).toBeInstanceOf(NotFound);
  expect(httpError(499)).toMatchObject({ status: 499, name: "HTTPError" });
  expect(() => httpError(200)).toThrow("[error-status]");
});
