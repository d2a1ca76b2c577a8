import { expect, test } from "vitest";
import { internalsOf } from "../../../src/debug/locals/internals.ts";

class Secret {
  readonly #key = { bits: 256 };
  bits(): number {
    return this.#key.bits;
  }
}

test("private fields are the values themselves, and not copies", () => {
  const secret = new Secret();
  const [field] = internalsOf(secret);
  (field!.value as { bits: number }).bits = 128;
  expect(field!.name).toBe("#key");
  expect(secret.bits()).toBe(128);
});

test("most objects have none", () => {
  expect(internalsOf({ a: 1 })).toEqual([]);
  expect(internalsOf([1])).toEqual([]);
});

test("nothing of it stays behind", () => {
  const before = Reflect.ownKeys(globalThis).length;
  internalsOf(new Secret());
  expect(Reflect.ownKeys(globalThis)).toHaveLength(before);
});
