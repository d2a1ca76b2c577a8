import { describe as group, expect, test } from "vitest";
import { classNameOf, describe, typeOf } from "../../../src/debug/locals/describe.ts";
import { maxListedKeys } from "../../../src/debug/locals/limits.ts";

class User {
  id = 1;
  name = "sweety";
  get secret(): string {
    throw new Error("a getter was run");
  }
}

const hostile = new Proxy(
  {},
  {
    get: () => {
      throw new Error("a trap was sprung");
    },
    ownKeys: () => {
      throw new Error("a trap was sprung");
    },
    getPrototypeOf: () => {
      throw new Error("a trap was sprung");
    },
    getOwnPropertyDescriptor: () => {
      throw new Error("a trap was sprung");
    },
  },
);

const sparse = [1];
sparse[2] = 3;

const invalidDate = new Date(Number.NaN);
const withGetter = {
  a: 1,
  get b(): number {
    throw new Error("a getter was run");
  },
};

group("a value as text", () => {
  test.each<[string, string, () => unknown]>([
    ["undefined", "undefined", () => undefined],
    ["null", "null", () => null],
    ["true", "boolean", () => true],
    ["-0", "number", () => -0],
    ["10n", "bigint", () => 10n],
    ["Symbol(a)", "symbol", () => Symbol("a")],
    [String.raw`"a\nb"`, "string", () => "a\nb"],
    [`"${"x".repeat(80)}…" (200 characters)`, "string", () => "x".repeat(200)],
    ["[]", "array", () => []],
    ['Array(3) [1, "a", {…}]', "array", () => [1, "a", {}]],
    ["Array(6) [1, 2, 3, 4, 5, …]", "array", () => [1, 2, 3, 4, 5, 6]],
    ["Array(3) [1, empty, 3]", "array", () => sparse],
    ["Buffer(2) [97, 98]", "typedarray", () => Buffer.from("ab")],
    ["ArrayBuffer(8 bytes)", "object", () => new ArrayBuffer(8)],
    ["{}", "object", () => ({})],
    ["{id: 1, tags: Array(1)}", "object", () => ({ id: 1, tags: ["a"] })],
    ["{}", "object", () => Object.create(null)],
    ["{a: 1, b: (…)}", "object", () => withGetter],
    ['User {id: 1, name: "sweety"}', "object", () => new User()],
    ["Map(0) {}", "map", () => new Map()],
    ['Map(1) {"a" => User {…}}', "map", () => new Map([["a", new User()]])],
    ["Set(6) {1, 2, 3, 4, 5, …}", "set", () => new Set([1, 2, 3, 4, 5, 6])],
    ["Date(1970-01-01T00:00:00.000Z)", "date", () => new Date(0)],
    ["Date(invalid)", "date", () => invalidDate],
    ["/a+/gi", "regexp", () => /a+/gi],
    ["TypeError: no", "error", () => new TypeError("no")],
    ["Promise {}", "promise", () => Promise.resolve(1)],
    ['URL("https://a.example/b")', "object", () => new URL("https://a.example/b")],
    ["Proxy", "proxy", () => hostile],
    ["{}", "object", () => Object.create(hostile)],
    ["class User", "function", () => User],
    ["function describe()", "function", () => describe],
  ])("%s is a %s", (text, type, make) => {
    const value = make();
    expect(describe(value)).toBe(text);
    expect(typeOf(value)).toBe(type);
  });

  test("is one short line, whatever the object", () => {
    const wide = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`k${index}`, "v".repeat(70)]),
    );
    expect(describe(wide).length).toBeLessThanOrEqual(120);
  });

  test("lists the keys of a huge object only once", () => {
    const huge: Record<string, number> = {};
    for (let index = 0; index <= maxListedKeys; index++) huge[`k${index}`] = index;
    expect(describe(huge)).toBe("{k0: 0, k1: 1, k2: 2, k3: 3, k4: 4, …}");
    expect(describe(huge)).toBe("{…}");
  });

  test("is not changed by what a program does to classes of the platform", () => {
    const map = new Map([["a", 1]]);
    map.entries = () => {
      throw new Error("a method was run");
    };
    expect(describe(map)).toBe('Map(1) {"a" => 1}');
  });
});

test("the class of an object is that of its constructor", () => {
  expect(classNameOf(new User())).toBe("User");
  expect(classNameOf(Object.create({ constructor: 7 }))).toBe("Object");
});
