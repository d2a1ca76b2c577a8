import { describe, expect, test } from "vitest";
import { simplify } from "../../src/json/built-in.ts";
import { resolvePolicy } from "../../src/json/policy.ts";
import { dumps } from "../../src/json/provider.ts";

const policy = resolvePolicy({});

test("a stack is shown only in debug mode", () => {
  const error = new Error("x");
  expect([...(simplify(error, "error", policy, false) as Map<string, unknown>).keys()]).toEqual([
    "name",
    "message",
  ]);
  expect((simplify(error, "error", policy, true) as Map<string, unknown>).get("stack")).toBe(
    error.stack,
  );
});

describe("policies", () => {
  const date = new Date(Date.UTC(2024, 1, 29, 12, 30, 45, 678));

  test.each([
    ["iso", '"2024-02-29T12:30:45.678Z"'],
    ["http", '"Thu, 29 Feb 2024 12:30:45 GMT"'],
    ["epoch-ms", "1709209845678"],
  ] as const)("a date as %s", (form, json) => {
    expect(dumps([date], { date: form })).toBe(`[${json}]`);
    expect(dumps(new Date(NaN), { date: form })).toBe("null");
  });

  test.each([
    ["base64", '"+/8="'],
    ["base64url", '"-_8"'],
    ["hex", '"fbff"'],
    ["array", "[251,255]"],
  ] as const)("bytes as %s", (form, json) => {
    const bytes = new Uint8Array([251, 255]);
    expect(dumps({ a: bytes, b: bytes.buffer }, { bytes: form })).toBe(`{"a":${json},"b":${json}}`);
  });

  test("bigints as strings, as exact numbers, or not at all", () => {
    const value = { id: 12345678901234567890n };
    expect(dumps(value)).toBe('{"id":"12345678901234567890"}');
    expect(dumps(value, { bigint: "number" })).toBe('{"id":12345678901234567890}');
    expect(() => dumps(value, { bigint: "error" })).toThrow("Cannot encode id: it is a bigint");
  });

  test("non-finite numbers as null, or not at all", () => {
    expect(dumps({ a: [Infinity] })).toBe('{"a":[null]}');
    expect(() => dumps({ a: [1, -Infinity] }, { nonFinite: "error" })).toThrow(
      "Cannot encode a[1]: -Infinity is not a JSON number",
    );
    expect(() => dumps(new Float32Array([NaN]), { nonFinite: "error" })).toThrow(
      "[json-non-finite]",
    );
  });
});
