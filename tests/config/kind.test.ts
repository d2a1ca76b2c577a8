import { expect, test } from "vitest";
import { describeKind, isPlainObject, kindOf } from "../../src/config/kind.ts";
import { Secret } from "../../src/config/secret.ts";

test.each<[unknown, string, string]>([
  ["", "text", "text"],
  [0, "number", "a number"],
  [false, "boolean", "true or false"],
  [[], "list", "a list"],
  [{ a: 1 }, "group", "an object"],
  [{}, "dictionary", "an object"],
  [new Secret(""), "secret", "text"],
  [null, "any", "anything"],
  [undefined, "any", "anything"],
  [new Date(0), "instance", "a Date"],
  [1n, "instance", "a BigInt"],
  [() => 1, "instance", "a Function"],
])("a default %o is of a kind", (value, kind, described) => {
  expect(kindOf(value)).toBe(kind);
  expect(describeKind(kindOf(value), value)).toBe(described);
});

test.each([
  [{}, true],
  [Object.create(null), true],
  [[], false],
  [new Date(0), false],
  [null, false],
  ["{}", false],
])("%o is plain or not", (value, plain) => {
  expect(isPlainObject(value)).toBe(plain);
});
