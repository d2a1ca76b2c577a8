import { describe, expect, test } from "vitest";
import { loads, type LoadsOptions } from "../../src/json/loads.ts";
import { JSONSyntaxError } from "../../src/json/syntax-error.ts";
import suite from "./fixtures/json-test-suite.json" with { type: "json" };

interface SuiteCase {
  readonly name: string;
  readonly base64?: string;
  readonly repeat?: string;
  readonly times?: number;
  readonly verdict: string;
}

function bytesOf({ base64, repeat, times }: SuiteCase): Uint8Array {
  if (base64 === undefined) return new TextEncoder().encode(repeat!.repeat(times!));
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

function verdictOf(bytes: Uint8Array, options?: LoadsOptions): string {
  try {
    loads(bytes, options);
    return "accept";
  } catch (error) {
    return error instanceof JSONSyntaxError ? "reject" : String(error);
  }
}

describe("JSONTestSuite", () => {
  test("is there whole", () => {
    expect(suite).toHaveLength(318);
  });

  test.each(suite as SuiteCase[])("$name: $verdict, by either parser", (row) => {
    const bytes = bytesOf(row);
    expect(verdictOf(bytes)).toBe(row.verdict);
    expect(verdictOf(bytes, { integers: "safe" })).toBe(row.verdict);
  });
});

describe("integers", () => {
  const json =
    "[0, -0, 1, 9007199254740991, 9007199254740993, -12345678901234567890, 1.0, 1e2, 1E400]";

  test("are numbers as JavaScript reads them, unless asked", () => {
    expect(loads(json)).toEqual(JSON.parse(json));
  });

  test("are bigints where a number would round, if safe", () => {
    expect(loads(json, { integers: "safe" })).toEqual([
      0,
      -0,
      1,
      9007199254740991,
      9007199254740993n,
      -12345678901234567890n,
      1,
      100,
      Infinity,
    ]);
  });

  test("are all bigints, if asked; fractions and exponents are not integers", () => {
    expect(loads(json, { integers: "bigint" })).toEqual([
      0n,
      0n,
      1n,
      9007199254740991n,
      9007199254740993n,
      -12345678901234567890n,
      1,
      100,
      Infinity,
    ]);
  });

  test("of more than 4,300 digits are refused where they would cost time", () => {
    const digits = "9".repeat(4_301);
    expect(loads(digits)).toBe(Infinity);
    expect(() => loads(digits, { integers: "safe" })).toThrow("at most 4300 digits");
    expect(loads("9".repeat(4_300), { integers: "safe" })).toBe(BigInt("9".repeat(4_300)));
  });
});

describe("nesting", () => {
  test("of 1,000 levels is read, of one more is not", () => {
    const nested = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);
    expect(Array.isArray(loads(nested(1_000)))).toBe(true);
    expect(() => loads(nested(1_001))).toThrow("expected at most 1000 levels, found more");
  });

  test.each<[LoadsOptions]>([[{}], [{ integers: "bigint" }], [{ duplicateKeys: "error" }]])(
    "of a million levels overflows no stack with %j",
    (options) => {
      expect(() => loads("[".repeat(1_000_000), options)).toThrow(JSONSyntaxError);
      expect(() => loads('{"a":'.repeat(200_000), options)).toThrow(JSONSyntaxError);
    },
  );

  test("is limited as asked, and counts levels and not brackets", () => {
    expect(loads("[[],[],[],{}]", { maxDepth: 2 })).toEqual([[], [], [], {}]);
    expect(() => loads("[[[]]]", { maxDepth: 2 })).toThrow("at most 2 levels");
    expect(() => loads('{"a":{"b":[1]}}', { maxDepth: 2 })).toThrow("(/a/b)");
    expect(loads('["[[[[", "\\"[[["]', { maxDepth: 1 })).toEqual(["[[[[", '"[[[']);
  });

  test("may be deeper than a stack, if asked", () => {
    const json = "[".repeat(100_000) + "]".repeat(100_000);
    let value = loads(json, { maxDepth: 100_000, integers: "safe" });
    let levels = 0;
    for (; Array.isArray(value); value = value[0] as unknown) levels++;
    expect(levels).toBe(100_000);
  });
});

describe("names", () => {
  test.each<[LoadsOptions]>([[{}], [{ integers: "bigint" }]])(
    "that are __proto__ or constructor pollute nothing with %j",
    (options) => {
      const json =
        '{"__proto__": {"isAdmin": true}, "constructor": {"prototype": {"isAdmin": true}}}';
      const value = loads(json, options) as Record<string, unknown>;
      expect(Object.keys(value)).toEqual(["__proto__", "constructor"]);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect((value as { isAdmin?: unknown }).isAdmin).toBeUndefined();
      expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
    },
  );

  test("that come again: the last wins, or an error that says where", () => {
    const json = '{"a": 1, "b": {"c": 1, "c": 2}}';
    expect(loads(json)).toEqual({ a: 1, b: { c: 2 } });
    expect(() => loads(json, { duplicateKeys: "error" })).toThrow(
      "line 1, column 24 (/b/c): expected every name once, found one again",
    );
    expect(() => loads('{"__proto__": 1, "__proto__": 2}', { duplicateKeys: "error" })).toThrow(
      "[json-duplicate-key]",
    );
    expect(loads('{"a": 1, "toString": 2}', { duplicateKeys: "error" })).toEqual({
      a: 1,
      toString: 2,
    });
  });
});

describe("text and bytes", () => {
  test("may begin with a byte order mark, but not hold one", () => {
    expect(loads("\ufeff[1]")).toEqual([1]);
    expect(loads(new Uint8Array([0xef, 0xbb, 0xbf, 0x31]))).toBe(1);
    expect(() => loads("\ufeff\ufeff1")).toThrow("found U+FEFF");
    expect(() => loads("[\ufeff1]")).toThrow("found U+FEFF");
    expect(() => loads(new Uint8Array([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, 0x31]))).toThrow(
      "U+FEFF",
    );
  });

  test("may hold lone surrogates only where they are escaped or a string already", () => {
    expect(loads('"\\ud800"')).toBe("\ud800");
    expect(loads('"\ud800"')).toBe("\ud800");
  });
});

test.each([
  [{ integers: "float" }, '"number", "safe" or "bigint"'],
  [{ duplicateKeys: "first" }, '"last" or "error"'],
  [{ maxDepth: 0 }, "an integer of at least 1"],
  [{ maxDepth: NaN }, "an integer of at least 1"],
])("%j is refused and told what it must be", (options, wanted) => {
  expect(() => loads("1", options as LoadsOptions)).toThrow(wanted);
});
