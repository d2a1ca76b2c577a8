/* oxlint-disable unicorn/no-thenable -- such values are what is tested */
// Promises inside a value, and the choice between the engine's writer and ours.

import { describe, expect, test } from "vitest";
import { encodePlain } from "../../src/json/encode-text.ts";
import { resolvePolicy } from "../../src/json/policy.ts";
import { JSONProvider } from "../../src/json/provider.ts";

const json = new JSONProvider();

test("a value without promises is encoded at once, plain or not", () => {
  expect(json.encode({ a: 1 })).toBe('{"a":1}');
  expect(json.encode({ a: 1n })).toBe('{"a":"1"}');
});

describe("promises", () => {
  const later = <Value>(value: Value): Promise<Value> => Promise.resolve(value);

  test.each<[string, () => unknown, string]>([
    ["as a member", () => ({ a: later(1), b: 2 }), '{"a":1,"b":2}'],
    ["as an item", () => [1, later([2n])], '[1,["2"]]'],
    ["as the whole value", () => later({ a: 1 }), '{"a":1}'],
    [
      "in a promise",
      () => later({ a: later({ b: later(new Date(0)) }) }),
      '{"a":{"b":"1970-01-01T00:00:00.000Z"}}',
    ],
    [
      "in a Map, a Set and a toJSON",
      () => [new Map([["a", later(1)]]), new Set([later(2)]), { toJSON: () => later(3) }],
      '[{"a":1},[2],3]',
    ],
    ["that give undefined, in an array", () => [later(undefined), 1], "[null,1]"],
    [
      "that give undefined, first in an object",
      () => ({ a: later(undefined), b: later(undefined), c: 1, d: later(2) }),
      '{"c":1,"d":2}',
    ],
    ["that give undefined, last in an object", () => ({ a: 1, b: later(undefined) }), '{"a":1}'],
    ["that give undefined, alone in an object", () => ({ a: later(undefined) }), "{}"],
    ["that give functions", () => ({ a: later(() => 1), b: [later(Symbol("s"))] }), '{"b":[null]}'],
    [
      "with a then of their own",
      () => ({ a: { then: (done: (value: number) => void) => done(5) } }),
      '{"a":5}',
    ],
    [
      "that are the same one twice",
      () => {
        const one = later({ a: 1 });
        return [one, one];
      },
      '[{"a":1},{"a":1}]',
    ],
  ])("%s are awaited", async (_, make, text) => {
    expect(await json.encode(make())).toBe(text);
  });

  test("keep the layout", async () => {
    const value = { b: Promise.resolve(undefined), a: Promise.resolve([1, Promise.resolve({})]) };
    expect(await json.encode(value, { indent: 2 })).toBe('{\n  "a": [\n    1,\n    {}\n  ]\n}');
    expect(await json.encode({ a: Promise.resolve("é") }, { ensureAscii: true })).toBe(
      '{"a":"\\u00e9"}',
    );
  });

  test("are awaited together", async () => {
    const order: string[] = [];
    const wait = async (name: string, turns: number): Promise<string> => {
      order.push(`start ${name}`);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      order.push(`end ${name}`);
      return name;
    };
    expect(await json.encode([wait("slow", 5), wait("fast", 1)])).toBe('["slow","fast"]');
    expect(order).toEqual(["start slow", "start fast", "end fast", "end slow"]);
  });

  test("pass on their rejection as it is", async () => {
    const boom = new Error("boom");
    const value = {
      a: Promise.reject(boom),
      b: Promise.reject(new Error("other")),
      c: Promise.resolve(1),
    };
    await expect(json.encode(value)).rejects.toBe(boom);
  });

  test("in a value that is refused do not end the process", () => {
    const value = { a: Promise.reject(new Error("nobody waits")), b: new WeakMap() };
    expect(() => json.encode(value)).toThrow("[json-unencodable]");
  });

  test("say where something inside them cannot be encoded", async () => {
    const value = { users: [Promise.resolve({ cache: new WeakMap() })] };
    await expect(json.encode(value)).rejects.toThrow("Cannot encode users[0].cache:");
  });

  test("that give what they stand in are a circle", async () => {
    const value: Record<string, unknown> = { a: {} };
    value["a"] = { b: Promise.resolve(value) };
    await expect(json.encode(value)).rejects.toThrow(
      "Cannot encode a.b: it refers back to the whole value.",
    );
    const promise: Promise<unknown> = new Promise((resolve) => {
      queueMicrotask(() => resolve([promise]));
    });
    await expect(json.encode(promise)).rejects.toThrow("[json-circular]");
  });

  test("as the whole value must give something", async () => {
    await expect(json.encode(Promise.resolve(undefined))).rejects.toThrow("[json-undefined]");
  });
});

describe("encodePlain", () => {
  const policy = resolvePolicy({});
  const indented = resolvePolicy({ indent: 2 });

  test("writes plain values, and copies what it may", () => {
    expect(encodePlain({ a: [1, null] }, policy, false)).toBe('{"a":[1,null]}');
    expect(encodePlain([1], indented, false)).toBe("[\n  1\n]");
    expect(encodePlain({ a: 1n }, policy, true)).toBe('{"a":"1"}');
    expect(encodePlain({ a: 1n }, policy, false)).toBeUndefined();
  });

  test("leaves everything else to the encoder", () => {
    expect(encodePlain(undefined, policy, true)).toBeUndefined();
    expect(encodePlain({ a: new Error("x") }, policy, true)).toBeUndefined();
  });

  test("leaves a getter that throws to the encoder, which knows its path", () => {
    const value = {
      get a(): never {
        throw new Error("boom");
      },
    };
    expect(encodePlain(value, policy, true)).toBeUndefined();
  });
});
