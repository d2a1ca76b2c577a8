import { expect, test } from "vitest";
import { parseJsonBody, refuseCompression, refuseOtherTypes } from "../../src/core/json-body.ts";
import { HeaderFields } from "../../src/http/headers.ts";
import { parseMediaType } from "../../src/http/media-type.ts";
import { JSONProvider } from "../../src/json/provider.ts";

const parse = (text: string): unknown =>
  parseJsonBody(new TextEncoder().encode(text), new JSONProvider());

test("bytes become a value", () => {
  expect(parse('{"a":[1]}')).toEqual({ a: [1] });
});

test("what is malformed is 400 with its place, and keeps its cause", () => {
  expect(() => parse('{"a":}')).toThrow(
    expect.objectContaining({
      status: 400,
      extra: {
        errors: [expect.objectContaining({ in: "body", pointer: "/a", line: 1, column: 6 })],
      },
      cause: expect.objectContaining({ name: "JSONSyntaxError" }),
    }),
  );
});

test("a failure of the program's own codec is its own", () => {
  const codec = new JSONProvider();
  const failure = new RangeError("mine");
  codec.loads = () => {
    throw failure;
  };
  expect(() => parseJsonBody(Uint8Array.of(0x31), codec)).toThrow(failure);
});

test("only JSON in UTF-8 passes for JSON", () => {
  expect(() => refuseOtherTypes(parseMediaType("application/json; charset=UTF-8"))).not.toThrow();
  for (const type of [
    null,
    parseMediaType("text/plain"),
    parseMediaType("application/json; charset=latin1"),
  ]) {
    expect(() => refuseOtherTypes(type)).toThrow(expect.objectContaining({ status: 415 }));
  }
});

test("compression is refused, and says so", () => {
  expect(() => refuseCompression(new HeaderFields())).not.toThrow();
  expect(() => refuseCompression(new HeaderFields({ "content-encoding": "br" }))).toThrow(
    expect.objectContaining({
      status: 415,
      headers: new HeaderFields({ "accept-encoding": "identity" }),
    }),
  );
});
