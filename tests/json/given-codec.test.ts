import { describe, expect, test } from "vitest";
import type { JSONCodec } from "../../src/json/codec.ts";
import { JSONProvider } from "../../src/json/provider.ts";
import { GivenCodec, providerOf } from "../../src/json/given-codec.ts";

const shouting: JSONCodec = {
  mimetype: "application/shout+json",
  dumps: (value) => JSON.stringify(value).toUpperCase(),
  loads: (text) => JSON.parse(String(text).toLowerCase()) as unknown,
  encode: async (value) => JSON.stringify(value).toUpperCase(),
};

describe("an object in place of the provider", () => {
  test("writes, reads and names the media type in its own way", async () => {
    const json = new GivenCodec(shouting);
    expect(json.mimetype).toBe("application/shout+json");
    expect(json.dumps({ a: "b" })).toBe('{"A":"B"}');
    expect(json.loads('{"A":"B"}')).toEqual({ a: "b" });
    expect(await json.encode({ a: "b" })).toBe('{"A":"B"}');
  });

  test("sends application/json unless it says otherwise", () => {
    const { mimetype: _, ...silent } = shouting;
    expect(new GivenCodec(silent).mimetype).toBe("application/json");
  });

  test("takes no classes: it decides about every value itself", () => {
    expect(() => new GivenCodec(shouting).register()).toThrow("json-register");
  });
});

test("what an application is given becomes a provider: itself, an object of the user's, or options", () => {
  const provider = new JSONProvider();
  expect(providerOf(provider)).toBe(provider);
  expect(providerOf(shouting).dumps("a")).toBe('"A"');
  expect(providerOf({ sortKeys: true }).dumps({ b: 1, a: 2 })).toBe('{"a":2,"b":1}');
  expect(providerOf(undefined).dumps({ b: 1, a: 2 })).toBe('{"b":1,"a":2}');
});
