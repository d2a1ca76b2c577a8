import { expect, test } from "vitest";
import { isJsonEssence, parseMediaType } from "../../src/http/media-type.ts";

test.each<[string, string, Record<string, string>]>([
  ["application/json", "application/json", {}],
  ["Application/JSON", "application/json", {}],
  ["application/problem+json", "application/problem+json", {}],
  ["text/plain;charset=utf-8", "text/plain", { charset: "utf-8" }],
  ["text/plain; Charset=UTF-8", "text/plain", { charset: "UTF-8" }],
  ["text/plain \t; \t charset=utf-8 \t", "text/plain", { charset: "utf-8" }],
  ["text/plain;a=1; b=2", "text/plain", { a: "1", b: "2" }],
  ["text/plain;a=1;A=2", "text/plain", { a: "1" }],
  ["text/plain;", "text/plain", {}],
  ["text/plain; ;; a=1;", "text/plain", { a: "1" }],
  ['multipart/form-data; boundary="a b;c"', "multipart/form-data", { boundary: "a b;c" }],
  ['text/plain; a="q\\"uo\\\\te"; b=2', "text/plain", { a: 'q"uo\\te', b: "2" }],
  ['text/plain; a=""', "text/plain", { a: "" }],
  ["*/*", "*/*", {}],
])("%j is %s with %j", (text, essence, parameters) => {
  const type = parseMediaType(text);
  expect(type?.essence).toBe(essence);
  expect(Object.fromEntries(type?.parameters ?? [])).toEqual(parameters);
});

test.each([
  "",
  "json",
  "/",
  "application/",
  "/json",
  "application/json/x",
  "application /json",
  " application/json",
  "application/json ",
  "application/json, text/plain",
  "application/json text/plain",
  "application/json;charset",
  "application/json;charset=",
  "application/json;=utf-8",
  "application/json;charset =utf-8",
  "application/json;charset= utf-8",
  "application/json;charset=utf-8 x",
  "application/json;charset=utf/8",
  'application/json;charset="utf-8',
  'application/json;charset="utf-8"x',
  'application/json;charset="\\',
  "application/jsön",
])("%j is not a media type", (text) => {
  expect(parseMediaType(text)).toBe(null);
});

test("a long row of semicolons is read in a moment", () => {
  expect(parseMediaType(`text/plain${"; ".repeat(100_000)}a=1`)?.parameters.get("a")).toBe("1");
});

test.each([
  ["application/json", true],
  ["application/problem+json", true],
  ["application/vnd.api+json", true],
  ["text/json", false],
  ["application/jsonp", false],
  ["application/json-seq", false],
  ["image/x+json", false],
  ["application/xml", false],
])("%s is JSON: %s", (essence, isJson) => {
  expect(isJsonEssence(essence)).toBe(isJson);
});
