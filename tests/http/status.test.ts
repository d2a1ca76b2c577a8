import { expect, test } from "vitest";
import { isBodilessStatus, isFinalStatus, reasonPhrase } from "../../src/http/status.ts";

test.each([
  [100, "Continue"],
  [200, "OK"],
  [308, "Permanent Redirect"],
  [404, "Not Found"],
  [413, "Content Too Large"],
  [418, "I'm a Teapot"],
  [422, "Unprocessable Content"],
  [431, "Request Header Fields Too Large"],
  [500, "Internal Server Error"],
  [299, ""],
  [999, ""],
])("the phrase of %i is %j", (status, phrase) => {
  expect(reasonPhrase(status)).toBe(phrase);
});

test("every phrase can stand in a status line", () => {
  for (let status = 100; status <= 599; status++) {
    expect(reasonPhrase(status)).toMatch(/^[A-Za-z' -]*$/);
  }
});

test.each([200, 204, 299, 404, 599])("%s is a final status", (status) => {
  expect(isFinalStatus(status)).toBe(true);
});

test.each([
  [100],
  [101],
  [199],
  [600],
  [0],
  [-200],
  [200.5],
  [Number.NaN],
  [Infinity],
  ["200"],
  [null],
  [undefined],
  [[200]],
])("%j is not a final status", (status) => {
  expect(isFinalStatus(status)).toBe(false);
});

test.each([
  [100, true],
  [199, true],
  [200, false],
  [204, true],
  [205, false],
  [206, false],
  [304, true],
  [404, false],
])("a response of status %i ends after its head: %s", (status, bodiless) => {
  expect(isBodilessStatus(status)).toBe(bodiless);
});
