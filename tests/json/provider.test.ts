import { describe, expect, test } from "vitest";
import type { JSONCodec } from "../../src/json/codec.ts";
import type { JSONOptions } from "../../src/json/policy.ts";
import { dumps, JSONProvider, loads } from "../../src/json/provider.ts";
import cpython from "./fixtures/cpython-dumps.json" with { type: "json" };

describe("dumps with CPython's options", () => {
  const flask = { sortKeys: true, ensureAscii: true } as const;

  test.each(cpython)(
    "writes $name as CPython does",
    ({ input, sort_keys, jsonify, jsonify_debug }) => {
      const value: unknown = JSON.parse(input);
      expect(dumps(value, { ...flask, separators: [", ", ": "] })).toBe(sort_keys);
      expect(dumps(value, { ...flask, separators: [",", ":"] })).toBe(jsonify);
      expect(dumps(value, { ...flask, indent: 2 })).toBe(jsonify_debug);
    },
  );
});

describe("layout", () => {
  const value = { b: [1, { c: [] }], a: {} };

  test.each([0, 1, 2, 4, 10, "", "\t", "  "])("indent %j is JSON.stringify's", (indent) => {
    expect(dumps(value, { indent })).toBe(JSON.stringify(value, undefined, indent));
    const special = { n: 1n, ...value, e: new Map(), s: new Set() };
    const same = { n: "1", ...value, e: {}, s: [] };
    expect(dumps(special, { indent })).toBe(JSON.stringify(same, undefined, indent));
  });

  test("a toJSON does not indent what it gives", () => {
    const special = { a: { toJSON: () => ({ b: new Map([["c", 1]]) }) } };
    expect(dumps(special, { indent: 1 })).toBe('{\n "a": {\n  "b": {\n   "c": 1\n  }\n }\n}');
  });

  test("keys are sorted at every depth, of Maps too", () => {
    expect(
      dumps(
        {
          b: [{ z: 1, y: 2 }],
          a: new Map([
            ["d", 1],
            ["c", 2],
          ]),
        },
        { sortKeys: true },
      ),
    ).toBe('{"a":{"c":2,"d":1},"b":[{"y":2,"z":1}]}');
  });
});

describe("options", () => {
  test("of a call win over the provider's, and only for the call", () => {
    const json = new JSONProvider({ bigint: "number", indent: 2 });
    expect(json.dumps([1n], { bigint: "string", indent: 0 })).toBe('["1"]');
    expect(json.dumps([1n])).toBe("[\n  1\n]");
    expect(json.dumps([1n], { indent: undefined })).toBe("[\n  1\n]");
  });

  test("that do not exist are refused when the provider is made and when it is called", () => {
    expect(() => new JSONProvider({ date: "unix" as never })).toThrow("[json-option]");
    expect(() => dumps(1, { bytes: "base32" as never })).toThrow("[json-option]");
  });

  test("of debug mode show an error's stack", () => {
    const error = new Error("x");
    const text = new JSONProvider().encode({ error }, { debug: true }) as string;
    expect((JSON.parse(text) as { error: { stack: string } }).error.stack).toBe(error.stack);
    expect(new JSONProvider().encode({ error })).not.toContain("stack");
  });

  test.each<[JSONOptions, JSONOptions, string]>([
    [{}, {}, '{\n  "a": [\n    1\n  ]\n}'],
    [{ sortKeys: true }, { ensureAscii: true }, '{\n  "a": [\n    1\n  ]\n}'],
    [{ indent: 0 }, {}, '{"a":[1]}'],
    [{}, { indent: 0 }, '{"a":[1]}'],
    [{ indent: 0 }, { indent: "\t" }, '{\n\t"a": [\n\t\t1\n\t]\n}'],
    [{ separators: [", ", ": "] }, {}, '{"a": [1]}'],
    [{}, { separators: [",", ": "] }, '{"a": [1]}'],
  ])(
    "that ask for a readable text lay it out unless a layout was chosen: %j, %j",
    async (own, given, text) => {
      const json = new JSONProvider(own);
      const options = { ...given, readable: true };
      expect(json.encode({ a: [1] }, options)).toBe(text);
      expect(json.encode({ a: [1] }, options)).toBe(text);
      expect(await json.encode({ a: [Promise.resolve(1)] }, options)).toBe(text);
      expect(json.encode({ a: [1] }, { readable: false })).toBe(json.dumps({ a: [1] }));
    },
  );
});

describe("register", () => {
  class Money {
    readonly cents: number;
    constructor(cents: number) {
      this.cents = cents;
    }
    toJSON(): string {
      return "not asked";
    }
  }

  test("a class's function decides at every depth, and what it gives is encoded in turn", () => {
    const json = new JSONProvider();
    json.register(Money, (money) => ({ cents: BigInt(money.cents) }));
    expect(json.dumps([new Money(5), new Map([["a", new Money(6)]])])).toBe(
      '[{"cents":"5"},{"a":{"cents":"6"}}]',
    );
    expect(dumps(new Money(5))).toBe('"not asked"');
  });

  test("a class of the platform can be registered", () => {
    const json = new JSONProvider();
    json.register(Date, (date) => date.getTime());
    json.register(Map, (map) => [...map]);
    expect(json.dumps({ at: new Date(5), map: new Map([["a", 1]]) })).toBe(
      '{"at":5,"map":[["a",1]]}',
    );
  });

  test("a brand is found on plain objects too", () => {
    const json = new JSONProvider();
    const money = Symbol("money");
    json.register({ brand: money }, () => "money");
    expect(json.dumps({ plain: { a: 1 }, price: { [money]: true, cents: 5 } })).toBe(
      '{"plain":{"a":1},"price":"money"}',
    );
  });

  test("a function that gives its value leaves it to the table", () => {
    const json = new JSONProvider();
    json.register(Money, (money) => money);
    expect(json.dumps(new Money(5))).toBe('{"cents":5}');
  });

  test("a function that throws is named with its path", () => {
    const json = new JSONProvider();
    json.register(Money, () => {
      throw new Error("no rate");
    });
    expect(() => json.dumps({ price: new Money(5) })).toThrow(
      "Cannot encode price: reading it threw Error: no rate",
    );
  });

  test("a promise that a function gives is awaited", async () => {
    const json = new JSONProvider();
    json.register(Money, async (money) => Promise.resolve(money.cents));
    expect(await json.encode({ price: new Money(5) })).toBe('{"price":5}');
  });
});

test("a codec of one's own needs three methods", () => {
  const shouting: JSONCodec = {
    dumps: (value) => dumps(value).toUpperCase(),
    loads: (text) => loads(text),
    encode: (value) => dumps(value).toUpperCase(),
  };
  expect(shouting.dumps({ a: "b" })).toBe('{"A":"B"}');
});
