// Values of another realm, which only Node's `vm` can make.

import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { dumps } from "../../src/json/provider.ts";

test.each([
  ["new Map([['a', 1]])", '{"a":1}'],
  [
    "new (class Registry extends Map { get [Symbol.toStringTag]() { return 'x' } })([['a', 1]])",
    '{"a":1}',
  ],
  ["new Set([1])", "[1]"],
  ["new Date(0)", '"1970-01-01T00:00:00.000Z"'],
  ["({ a: 1n, b: [2] })", '{"a":"1","b":[2]}'],
  ["/a/g", '"/a/g"'],
  ["new TypeError('x')", '{"name":"TypeError","message":"x"}'],
  ["new Uint8Array([255])", '"/w=="'],
  ["new Uint8Array([255]).buffer", '"/w=="'],
  ["new Float32Array([1.5])", "[1.5]"],
  ["Object(1n)", '"1"'],
])("%s of another realm is written like one of this", (source, json) => {
  expect(dumps({ a: runInNewContext(source) as unknown })).toBe(`{"a":${json}}`);
});

test("the date policy holds for a Date of another realm", () => {
  const date: unknown = runInNewContext("new Date(5)");
  expect(dumps(date, { date: "epoch-ms" })).toBe("5");
});

test("a Buffer is base64, at the top and inside", () => {
  expect(dumps(Buffer.from("hi"))).toBe('"aGk="');
  expect(dumps({ a: [Buffer.from("hi")] })).toBe('{"a":["aGk="]}');
});
