import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { jsonify } from "../../src/core/jsonify.ts";
import { makeResponse } from "../../src/core/make-response.ts";
import { Response } from "../../src/core/response.ts";
import type { Returnable } from "../../src/core/returnable.ts";

describe("makeResponse makes what returning would make", () => {
  test.each<[string, Returnable, string, string]>([
    ["text", "hi", "text/plain; charset=utf-8", "hi"],
    ["an object", { a: 1 }, "application/json", '{"a":1}'],
    ["null", null, "application/json", "null"],
    ["a response", new Response("x", { mimetype: "text/csv" }), "text/csv; charset=utf-8", "x"],
  ])("of %s", async (_, value, type, text) => {
    const response = makeResponse(value);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(type);
    expect(await response.text()).toBe(text);
  });

  test("of a generator, a stream", async () => {
    async function* rows(): AsyncGenerator<number> {
      yield 1;
      yield 2;
    }
    const app = new Hipflask();
    app.get("/", () => makeResponse(rows(), 201));
    const response = await app.testClient().get("/");
    expect([response.status, await response.json()]).toEqual([201, [1, 2]]);
  });

  test("of nothing, an empty text", async () => {
    const response = makeResponse();
    expect([response.status, response.body]).toEqual([200, ""]);
  });

  test("of undefined, an error", () => {
    expect(() => makeResponse(undefined)).toThrow("[nothing-returned]");
  });

  test("of an error, that error", () => {
    expect(() => makeResponse(new RangeError("x"))).toThrow(RangeError);
  });
});

describe("what is given besides", () => {
  test("as a status wins over the response's own", () => {
    expect(makeResponse(jsonify({}, 203), 207).status).toBe(207);
    expect(makeResponse(jsonify({}, 203)).status).toBe(203);
  });

  test("as headers replaces those of the same names, and keeps the others", () => {
    const inner = new Response("x", { headers: { "x-r": "inner", "x-i": "i" } });
    inner.headers.append("x-r", "inner too");
    const { headers } = makeResponse(inner, undefined, { "X-R": "outer", "x-o": "o" });
    expect(headers.getAll("x-r")).toEqual(["outer"]);
    expect([headers.get("x-i"), headers.get("x-o")]).toEqual(["i", "o"]);
  });

  test.each([
    ["a list", { "x-m": ["1", "2"] }],
    [
      "pairs",
      [
        ["x-m", "1"],
        ["X-M", "2"],
      ] as [string, string][],
    ],
  ])("as headers repeats a field: %s", (_, headers) => {
    expect(makeResponse("h", 200, headers).headers.getAll("x-m")).toEqual(["1", "2"]);
  });

  test("as a type goes before that of the value", () => {
    const headers = { "Content-Type": "application/problem+json" };
    expect([...makeResponse({ e: 1 }, 400, headers).headers]).toEqual([
      ["content-type", "application/problem+json"],
    ]);
  });

  test("that cannot be sent is refused", () => {
    expect(() => makeResponse("x", 99)).toThrow("[response-status]");
    expect(() => makeResponse("x", 200, { "x-n": "a\r\nX-Evil: 1" })).toThrow("[header-value]");
  });
});
