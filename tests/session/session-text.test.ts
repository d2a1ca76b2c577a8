import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeSession, encodeSession } from "../../src/session/session-text.ts";

const circle: Record<string, unknown> = {};
circle["self"] = circle;

describe("a session carries", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["JSON's values", { a: [1, -1.5, "x", true, null, {}] }, '{"a":[1,-1.5,"x",true,null,{}]}'],
    ["dates", { at: new Date(0) }, '{"at":{"$date":"1970-01-01T00:00:00.000Z"}}'],
    ["bigints", { n: [2n ** 70n] }, '{"n":[{"$bigint":"1180591620717411303424"}]}'],
    ["bytes", { b: new Uint8Array([255, 254]) }, '{"b":{"$bytes":"__4"}}'],
    ["what looks like a tag", { d: { $date: 1 } }, '{"d":{"$object":{"$date":1}}}'],
    ["what looks like a tag at the top", { $bytes: "x" }, '{"$object":{"$bytes":"x"}}'],
    ["what looks like a tagged tag", { d: { $object: {} } }, '{"d":{"$object":{"$object":{}}}}'],
    [
      "any name",
      JSON.parse('{"__proto__":{"x":1},"toString":1}'),
      '{"__proto__":{"x":1},"toString":1}',
    ],
    [
      "objects without a prototype",
      { o: Object.assign(Object.create(null), { a: 1 }) },
      '{"o":{"a":1}}',
    ],
    ["lone surrogates", { s: "\ud800" }, '{"s":"\\ud800"}'],
  ])("%s", (_, data, text) => {
    expect(encodeSession(data)).toBe(text);
    expect({ ...decodeSession(text) }).toEqual({ ...data });
    expect(encodeSession(decodeSession(text))).toBe(text);
  });

  test("nothing for members that are undefined, as JSON", () => {
    expect(encodeSession({ a: undefined, b: { c: undefined } })).toBe('{"b":{}}');
  });
});

test("what comes back has no prototype, so that no name is taken", () => {
  const data = decodeSession('{"a":1}');
  expect(Object.getPrototypeOf(data)).toBeNull();
  expect("toString" in data).toBe(false);
});

test("a member named __proto__ reaches no prototype", () => {
  const data = decodeSession('{"__proto__":{"isAdmin":true},"in":{"__proto__":{"$bigint":"1"}}}');
  expect(data["isAdmin"]).toBeUndefined();
  expect(({} as Record<string, unknown>)["isAdmin"]).toBeUndefined();
  expect(Object.keys(data)).toEqual(["__proto__", "in"]);
  expect(Object.getPrototypeOf(data["in"])).toBe(Object.prototype);
});

test.each<[string, Record<string, unknown>, string]>([
  ["a Map", { cart: { items: new Map() } }, "session.cart.items: it is a Map"],
  ["a Set", { a: [new Set()] }, "session.a[0]: it is a Set"],
  ["an instance", { url: new URL("http://localhost") }, "session.url: it is a URL"],
  ["an unnamed instance", { a: new (class {})() }, "session.a: it is a class instance"],
  ["a function", { f: () => 1 }, "session.f: it is a function"],
  ["a symbol", { f: Symbol("s") }, "session.f: it is a symbol"],
  ["NaN", { a: { b: Number.NaN } }, "session.a.b: it is NaN"],
  ["an infinity", { a: -Infinity }, "session.a: it is -Infinity"],
  ["an invalid date", { a: new Date(Number.NaN) }, "session.a: it is an invalid Date"],
  ["undefined in a list", { a: [undefined] }, "session.a[0]: it is undefined"],
  // eslint-disable-next-line no-sparse-arrays
  ["a hole in a list", { a: [, 1] }, "session.a[0]: it is undefined"],
  ["other bytes", { a: new Uint16Array(1) }, "session.a: it is a Uint16Array"],
  ["a circle", circle, "nested deeper than 100, perhaps in a circle"],
])("%s is refused, with its place", (_, data, message) => {
  expect(() => encodeSession(data)).toThrow(message);
  expect(() => encodeSession(data)).toThrow("[session-value]");
});

test("whatever a session may carry comes back, and gives the same text again", () => {
  const names = fc.oneof(
    fc.string(),
    fc.constantFrom("$date", "$bytes", "$object", "$", "__proto__"),
  );
  const leaves = [
    fc.string({ unit: "binary" }),
    // JSON knows no negative zero.
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
    fc.boolean(),
    fc.constant(null),
    fc.bigInt(),
    fc.date({ noInvalidDate: true }),
    fc.uint8Array(),
  ] as const;
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      ...leaves,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(names, tie("value"), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(names, value, { noNullPrototype: false }), (data) => {
      const text = encodeSession(data);
      const back = decodeSession(text);
      expect(back).toEqual(data);
      expect(encodeSession(back)).toBe(text);
    }),
  );
});
