/* oxlint-disable typescript/no-extraneous-class -- such values are what is tested */
import { describe, expect, test } from "vitest";
import { Registry, type Brand } from "../../src/json/registry.ts";

class Animal {}
class Dog extends Animal {}
const animal = (): string => "animal";
const dog = (): string => "dog";

describe("find", () => {
  test("gives the function of the nearest class", () => {
    const registry = new Registry();
    registry.add(Animal, animal);
    registry.add(Dog, dog);
    expect(registry.find(new (class Puppy extends Dog {})())).toBe(dog);
    expect(registry.find(new Animal())).toBe(animal);
    expect(registry.find({})).toBeUndefined();
  });

  test("gives the latest function of a class", () => {
    const registry = new Registry();
    registry.add(Dog, animal);
    registry.add(Dog, dog);
    expect(registry.find(new Dog())).toBe(dog);
  });

  test.each<[string, Brand<object>]>([
    ["a symbol", { brand: Symbol.for("tests.dog") }],
    ["a name", { brand: "_bsontype" }],
    ["a question", { brand: (value): value is object => "bark" in value }],
  ])("knows a value by %s", (_, brand) => {
    const registry = new Registry();
    registry.add(brand, dog);
    const marked = { [Symbol.for("tests.dog")]: true, _bsontype: "Dog", bark: 1 };
    expect(registry.find(marked)).toBe(dog);
    expect(registry.find(Object.create(marked) as object)).toBe(dog);
    expect(registry.find({})).toBeUndefined();
    expect(registry.hasBrands).toBe(true);
  });

  test("asks classes before brands", () => {
    const registry = new Registry();
    registry.add({ brand: "tail" }, animal);
    registry.add(Dog, dog);
    expect(registry.find(Object.assign(new Dog(), { tail: 1 }))).toBe(dog);
  });
});

test.each<[string, unknown, unknown]>([
  ["a class that would take every value", Object, dog],
  ["a class that would take every array", Array, dog],
  ["an arrow function", () => 1, dog],
  ["a name without an object", "Dog", dog],
  ["null", null, dog],
  ["a brand of another kind", { brand: 1 }, dog],
  ["a missing function", Dog, undefined],
])("%s is refused", (_, type, encode) => {
  expect(() => new Registry().add(type as never, encode as never)).toThrow("[json-register]");
});
