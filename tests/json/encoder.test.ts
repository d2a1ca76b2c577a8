/* oxlint-disable unicorn/no-thenable, typescript/no-extraneous-class -- such values are what is tested */
// What the encoder refuses, where it says the trouble is, and what it warns of.

import { describe, expect, test } from "vitest";
import type { EncodeErrorCode } from "../../src/json/encode-error.ts";
import { dumps, JSONProvider } from "../../src/json/provider.ts";
import type { JSONWarning } from "../../src/json/warning.ts";

function failure(value: unknown): { code: string; path: string; message: string; cause: unknown } {
  try {
    dumps(value);
  } catch (error) {
    return error as never;
  }
  throw new Error("encoded without an error");
}

function circle(): object {
  const users: Record<string, unknown>[] = [{}, {}, {}, { owner: { friends: [] } }];
  (users[3]!["owner"] as { friends: unknown[] }).friends.push(users[3]);
  return { users };
}

function throwing(message: string): () => never {
  return () => {
    throw new Error(message);
  };
}

test("a circular reference names both of its ends and a fix", () => {
  expect(failure(circle()).message).toBe(
    "Cannot encode users[3].owner.friends[0]: it refers back to users[3].\n" +
      "Fix: send an id in its place, or leave it out in a toJSON() of its class    [json-circular]",
  );
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const self: unknown[] = [];
self.push(self);
const selfMap = new Map<string, unknown>();
selfMap.set("me", { again: selfMap });
const selfSet = new Set<unknown>();
selfSet.add([selfSet]);
const selfError = new Error("x");
selfError.cause = { of: selfError };
const selfJSON = { toJSON: (): unknown => ({ back: selfJSON }) };

test.each<[string, EncodeErrorCode, string, unknown]>([
  ["an array in itself", "json-circular", "[0]", self],
  ["a Map in itself", "json-circular", "me.again", selfMap],
  ["a Set in itself", "json-circular", "a[0][0]", { a: selfSet }],
  ["an error that caused itself", "json-circular", "cause.of", selfError],
  ["a toJSON that leads back", "json-circular", "a.back", { a: selfJSON }],
  [
    "a getter that throws",
    "json-threw",
    "a.b",
    {
      a: {
        get b() {
          return throwing("boom")();
        },
      },
    },
  ],
  ["a toJSON that throws", "json-threw", "a[1]", { a: [1, { toJSON: throwing("boom") }] }],
  [
    "an iterator that throws",
    "json-threw",
    "[2]",
    (function* () {
      yield 1;
      yield 2;
      throw new Error("boom");
    })(),
  ],
  ["an iterable that throws", "json-threw", "a[0]", { a: { [Symbol.iterator]: throwing("boom") } }],
  ["a proxy that throws", "json-threw", "a", { a: new Proxy({}, { ownKeys: throwing("boom") }) }],
  ["a proxy that is revoked", "json-threw", "a", { a: revoked() }],
  [
    "a prototype that throws",
    "json-threw",
    "a",
    { a: Object.create(new Proxy({}, { get: throwing("boom") })) },
  ],
  ["a Map behind a proxy", "json-threw", "a[0]", { a: new Proxy(new Map(), {}) }],
  ["a promise", "json-promise", "a[0]", { a: [Promise.resolve(1)] }],
  ["an object with a then", "json-promise", "a", { a: { then: () => 1 } }],
  ["an async generator", "json-async-iterable", "a", { a: (async function* () {})() }],
  [
    "an async iterable object",
    "json-async-iterable",
    "a",
    { a: { [Symbol.asyncIterator]: () => ({}) } },
  ],
  ["a WeakMap", "json-unencodable", "a", { a: new WeakMap() }],
  ["a WeakRef", "json-unencodable", "a", { a: new WeakRef({}) }],
  ["a Blob", "json-unencodable", "a", { a: new Blob([]) }],
  [
    "a file in a form",
    "json-unencodable",
    "f",
    (() => {
      const data = new FormData();
      data.set("f", new Blob(["x"]));
      return data;
    })(),
  ],
  ["undefined", "json-undefined", "", undefined],
  ["a function", "json-undefined", "", () => 1],
  ["a toJSON that gives nothing", "json-undefined", "", { toJSON: () => undefined }],
  [
    "an array too long for any string",
    "json-too-large",
    "a",
    { a: Object.assign([], { length: 2 ** 30 }) },
  ],
])("%s is refused as %s at %j", (_, code, path, value) => {
  expect(failure(value)).toMatchObject({ name: "EncodeError", code, path });
});

test("what user code threw is the cause", () => {
  const boom = new Error("boom");
  const value = {
    a: {
      toJSON: () => {
        throw boom;
      },
    },
  };
  expect(failure(value).cause).toBe(boom);
  expect(failure(value).message).toContain("reading it threw Error: boom");
});

test("no return is told from other nothings", () => {
  expect(failure(undefined).message).toContain("did the handler forget to return?");
});

describe("nesting", () => {
  function nest(levels: number): object {
    let value: object = {};
    for (let level = 1; level < levels; level++) value = { a: value };
    return value;
  }

  test("1,000 levels are written as JSON.stringify does", () => {
    expect(dumps(nest(1_000))).toBe(JSON.stringify(nest(1_000)));
  });

  test.each([1_001, 10_000, 200_000])(
    "%d levels are a clear error and no stack overflow",
    (levels) => {
      const error = failure(nest(levels));
      expect(error.code).toBe("json-too-deep");
      expect(error.message).toContain("more than 1000 values deep");
      expect(error.message.length).toBeLessThan(300);
    },
  );

  test("a toJSON that makes itself anew is an error too", () => {
    class Endless {
      toJSON(): unknown {
        return new Endless();
      }
    }
    expect(failure(new Endless()).code).toBe("json-too-deep");
  });
});

describe("warnings", () => {
  function warnings(value: unknown): Pick<JSONWarning, "code" | "path">[] {
    const seen: Pick<JSONWarning, "code" | "path">[] = [];
    void new JSONProvider().encode(value, { warn: ({ code, path }) => seen.push({ code, path }) });
    return seen;
  }

  test.each<[string, unknown, string, string]>([
    ["NaN", { a: [1, NaN] }, "json-non-finite", "a[1]"],
    ["an invalid date", { a: new Date(NaN) }, "json-invalid-date", "a"],
    ["a dropped function", { a: { b: () => 1 } }, "json-dropped", "a.b"],
    ["a dropped symbol", { a: Symbol("s") }, "json-dropped", "a"],
    ["a toJSON that gives nothing", [{ toJSON: () => undefined }], "json-null-item", "[0]"],
    ["an undefined item", [1, undefined], "json-null-item", "[1]"],
    ["an un-awaited promise", { a: Promise.resolve(1) }, "json-promise", "a"],
    ["a class without fields", { a: new (class Empty {})() }, "json-empty-instance", "a"],
  ])("%s is told with its path", (_, value, code, path) => {
    expect(warnings(value)).toEqual([{ code, path }]);
  });

  test("absent members and plain values are no loss", () => {
    expect(warnings({ a: undefined, b: [1, "x", null, {}, []], c: new Map() })).toEqual([]);
  });

  test("the text is the same with and without them", () => {
    const value = { a: NaN, b: [undefined, 1n], c: { d: () => 1, e: new Date(NaN) } };
    expect(new JSONProvider().encode(value, { warn: () => {} })).toBe(dumps(value));
  });
});

describe("reading", () => {
  test("an input is not changed", () => {
    const deep = Object.freeze({
      b: Object.freeze([2, 1]),
      a: Object.freeze(new Map([["z", 1n]])),
    });
    expect(dumps(deep, { sortKeys: true })).toBe('{"a":{"z":"1"},"b":[2,1]}');
    expect(Object.keys(deep)).toEqual(["b", "a"]);
  });

  test("a getter beside something special is read once by the encoder", () => {
    let reads = 0;
    const value = {
      first: 1n,
      get count() {
        return ++reads;
      },
    };
    expect(dumps(value)).toBe('{"first":"1","count":1}');
  });

  test.each<[string, unknown, string]>([
    ["plain", 1, "[1,2]"],
    ["special", 1n, '["1",2]'],
    ["very special", new Error("x"), '[{"name":"Error","message":"x"},2]'],
  ])("an array is read by index, whatever its iterator gives: %s", (_, first, json) => {
    const items = Object.assign([first, 2], { [Symbol.iterator]: () => ["no"].values() });
    expect(dumps(items)).toBe(json);
    class Backwards extends Array<unknown> {
      override [Symbol.iterator](): ArrayIterator<unknown> {
        return ["no"].values();
      }
    }
    const backwards = new Backwards();
    backwards.push(first, 2);
    expect(dumps({ backwards })).toBe(`{"backwards":${json}}`);
  });

  test("an iterator that fails later is closed", () => {
    let closed = false;
    function* items(): Generator {
      try {
        yield new WeakMap();
      } finally {
        closed = true;
      }
    }
    expect(() => dumps(items())).toThrow("[json-unencodable]");
    expect(closed).toBe(true);
  });
});
