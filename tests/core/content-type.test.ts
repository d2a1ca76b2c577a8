import { expect, test } from "vitest";
import { contentTypeOf, noFields, sharedContentType } from "../../src/core/content-type.ts";

test.each([
  ["text/plain", "text/plain; charset=utf-8"],
  ["text/html", "text/html; charset=utf-8"],
  ["text/csv", "text/csv; charset=utf-8"],
  ["application/xml", "application/xml; charset=utf-8"],
  ["application/javascript", "application/javascript; charset=utf-8"],
  ["image/svg+xml", "image/svg+xml; charset=utf-8"],
  ["application/json", "application/json"],
  ["application/problem+json", "application/problem+json"],
  ["application/octet-stream", "application/octet-stream"],
  ["image/png", "image/png"],
  ["text/html; charset=utf-8", "text/html; charset=utf-8"],
  ["text/html; charset=latin1", "text/html; charset=latin1"],
])("%s is sent as %s", (mimetype, contentType) => {
  expect(contentTypeOf(mimetype)).toBe(contentType);
});

test("responses of a mimetype share their fields, which nobody can change", () => {
  const fields = sharedContentType("application/json");
  expect(sharedContentType("application/json")).toBe(fields);
  expect([...fields]).toEqual([["content-type", "application/json"]]);
  expect(() => fields.set("x-a", "1")).toThrow("read-only");
});

test("mimetypes without end are not kept without end", () => {
  for (let i = 0; i < 100; i++) sharedContentType(`x-many/${i}`);
  expect(sharedContentType("x-many/99")).not.toBe(sharedContentType("x-many/99"));
  expect(sharedContentType("x-many/99").get("content-type")).toBe("x-many/99");
});

test("a mimetype that would split the head is refused", () => {
  expect(() => sharedContentType("text/plain\r\nSet-Cookie: a=1")).toThrow("[header-value]");
});

test("no fields are no fields", () => {
  expect(noFields.size).toBe(0);
  expect(noFields.frozen).toBe(true);
});
