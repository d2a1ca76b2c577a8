// What holds for every value.

import fc from "fast-check";
import { expect, test } from "vitest";
import { dumps, JSONProvider, loads } from "../../src/json/provider.ts";

const text = fc.string({ unit: "binary", maxLength: 12 });

/** Values that JSON.stringify and the table agree about. */
const plain = fc
  .letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      text,
      fc.double(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
      fc.array(tie("value"), { maxLength: 5 }),
      fc.dictionary(text, tie("value"), { maxKeys: 5 }),
      fc.dictionary(text, tie("value"), { maxKeys: 5, noNullPrototype: true }),
    ),
  }))
  .value.filter((value) => value !== undefined);

/** Values with something special in them, and with oddities that no one plans for. */
const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withObjectString: true,
  withSparseArray: true,
  withTypedArray: true,
  withUnicodeString: true,
  maxDepth: 3,
});

const encoder = new JSONProvider();
/** The text as the encoder writes it, also where the engine might. */
function encoded(value: unknown): string {
  return encoder.encode(value, { warn: () => {} }) as string;
}

test("plain data has JSON.stringify's bytes, from either writer", () => {
  fc.assert(
    fc.property(plain, (value) => {
      const wanted = JSON.stringify(value);
      expect(dumps(value)).toBe(wanted);
      expect(encoded(value)).toBe(wanted);
    }),
    { numRuns: 200 },
  );
});

test("plain data has JSON.stringify's bytes with every indent, from either writer", () => {
  fc.assert(
    fc.property(plain, fc.integer({ min: 0, max: 10 }), (value, indent) => {
      const wanted = JSON.stringify(value, undefined, indent);
      expect(dumps(value, { indent })).toBe(wanted);
      expect(encoder.encode(value, { indent, warn: () => {} })).toBe(wanted);
    }),
  );
});

test("whatever is encoded, JSON.parse accepts, and both writers write the same", () => {
  fc.assert(
    fc.property(anything, (value) => {
      if (value === undefined) return;
      const json = dumps(value);
      expect(() => JSON.parse(json) as unknown).not.toThrow();
      expect(encoded(value)).toBe(json);
    }),
    { numRuns: 300 },
  );
});

test("every choice of options gives the same data", () => {
  const options = fc.record({
    sortKeys: fc.boolean(),
    ensureAscii: fc.boolean(),
    indent: fc.constantFrom(0, 2, "\t"),
    separators: fc.constantFrom<readonly [string, string]>([",", ":"], [", ", " :\n"]),
  });
  fc.assert(
    fc.property(plain, options, (value, chosen) => {
      expect(JSON.parse(dumps(value, chosen))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("encoding changes nothing, and twice is the same", () => {
  fc.assert(
    fc.property(anything, (value) => {
      if (value === undefined) return;
      const before = fc.stringify(value);
      const first = dumps(value);
      expect(dumps(value)).toBe(first);
      expect(fc.stringify(value)).toBe(before);
    }),
  );
});

test("what is dumped and loaded is what was there, in both parsers", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = dumps(value);
      const wanted: unknown = JSON.parse(JSON.stringify(value));
      expect(loads(json)).toEqual(wanted);
      expect(loads(json, { duplicateKeys: "error" })).toEqual(wanted);
      expect(loads(new TextEncoder().encode(json))).toEqual(wanted);
    }),
  );
});

test("bigints come back with every digit", () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt()), (integers) => {
      const json = dumps(integers, { bigint: "number" });
      expect(loads(json, { integers: "bigint" })).toEqual(integers);
    }),
  );
});

test("the strict parser accepts and gives what JSON.parse does, for any text", () => {
  const pieces = fc.constantFrom(
    ...'[]{},:"\\ 0123456789.eE+-abtfnru/\n\t',
    "true",
    "false",
    "null",
    '"a"',
    "\\u00e9",
    "[]",
    "{}",
    '"__proto__":',
    "1e5",
    "-0",
    "NaN",
    "é",
  );
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 12 }).map((list) => list.join("")),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.tuple(fc.jsonValue(), fc.nat(), pieces).map(([value, at, piece]) => {
      const json = JSON.stringify(value);
      const index = at % (json.length + 1);
      return json.slice(0, index) + piece + json.slice(index + 1);
    }),
  );
  fc.assert(
    fc.property(texts, (json) => {
      let wanted: unknown = "refused";
      let found: unknown = "refused";
      try {
        wanted = { value: JSON.parse(json) as unknown };
      } catch {
        // Both must refuse it.
      }
      try {
        found = { value: loads(json, { duplicateKeys: "last", integers: "safe" }) };
      } catch {
        // As above.
      }
      expect(found === "refused").toBe(wanted === "refused");
      expect(JSON.stringify(toNumbers(found))).toBe(JSON.stringify(wanted));
    }),
    { numRuns: 1_000 },
  );
});

/** Big integers as the numbers that JSON.parse rounds them to. */
function toNumbers(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(toNumbers);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, toNumbers(member)]),
  );
}
