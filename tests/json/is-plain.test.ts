/* oxlint-disable unicorn/no-thenable, typescript/no-extraneous-class -- such values are what is tested */
import { afterEach, describe, expect, test } from "vitest";
import { isPlain } from "../../src/json/is-plain.ts";
import { dumps } from "../../src/json/provider.ts";

test.each<[string, unknown]>([
  ["strings, numbers, booleans and null", ["a", 1, -0, NaN, true, null]],
  ["nested objects and arrays", { a: { b: [{ c: [] }] } }],
  ["holes and undefined", Object.assign(Array.from({ length: 3 }), { 1: 1 })],
  ["absent members", { a: undefined, b: Symbol("s") }],
  ["objects without a prototype", Object.assign(Object.create(null), { a: [1] })],
  ["a subclass of Array", class Tags extends Array<number> {}.from([1])],
  ["a string", "a"],
  ["null", null],
])("%s are plain", (_, value) => {
  expect(isPlain(value)).toBe(true);
});

const special: readonly [string, unknown][] = [
  ["a bigint", 1n],
  ["a date", new Date(0)],
  ["a Map", new Map()],
  ["a class instance", new (class {})()],
  ["a toJSON", { toJSON: () => 1 }],
  ["a hidden toJSON", Object.defineProperty({}, "toJSON", { value: () => 1 })],
  ["an array with a toJSON", Object.assign([1], { toJSON: () => 1 })],
  ["an iterable object", { [Symbol.iterator]: () => [][Symbol.iterator]() }],
  ["an async iterable object", { [Symbol.asyncIterator]: () => ({}) }],
  ["a promise", Promise.resolve()],
  ["a then", { then: () => 1 }],
  ["an object made from another", Object.create({ a: 1 })],
  [
    "an iterable without a prototype",
    Object.assign(Object.create(null), { [Symbol.iterator]: () => 1 }),
  ],
  ["a bigint without a prototype", Object.assign(Object.create(null), { a: 1n })],
  ["a function", () => 1],
];

test.each(special)("%s is not plain, nor is what holds it", (_, value) => {
  expect(isPlain(value)).toBe(false);
  expect(isPlain([1, value])).toBe(false);
  expect(isPlain({ a: 1, b: { c: [value] } })).toBe(false);
});

test("undefined and symbols alone are not plain: they have no text", () => {
  expect(isPlain(undefined)).toBe(false);
  expect(isPlain(Symbol("s"))).toBe(false);
});

test("a circle is not plain, and ends", () => {
  const circle: Record<string, unknown> = { a: [] };
  circle["all"] = [circle, circle, circle];
  expect(isPlain(circle)).toBe(false);
});

describe("with a polluted prototype", () => {
  afterEach(() => {
    Reflect.deleteProperty(Object.prototype, "toJSON");
    Reflect.deleteProperty(Object.prototype, "leak");
    Reflect.deleteProperty(Array.prototype, "toJSON");
    Reflect.deleteProperty(String.prototype, "toJSON");
  });

  function pollute(prototype: object, name: string, value: unknown, enumerable: boolean): void {
    Object.defineProperty(prototype, name, {
      value,
      enumerable,
      writable: true,
      configurable: true,
    });
  }

  test("an enumerable member of Object.prototype does not reach the text", () => {
    pollute(Object.prototype, "leak", 1n, true);
    expect(dumps({ a: [{ b: 1 }] })).toBe('{"a":[{"b":1}]}');
  });

  test("a toJSON on Object.prototype is asked, as JSON.stringify does", () => {
    pollute(
      Object.prototype,
      "toJSON",
      function (this: object) {
        return Array.isArray(this) ? this : 1n;
      },
      false,
    );
    expect(dumps([{ a: 1 }])).toBe('["1"]');
  });

  test("a toJSON on Array.prototype is asked, as JSON.stringify does", () => {
    pollute(Array.prototype, "toJSON", () => new Set(["x"]), false);
    expect(dumps({ a: [1] })).toBe('{"a":["x"]}');
  });

  test("a toJSON on String.prototype is not asked, as by JSON.stringify", () => {
    pollute(String.prototype, "toJSON", () => "no", false);
    expect(dumps({ a: "x", b: 1n })).toBe('{"a":"x","b":"1"}');
  });
});
