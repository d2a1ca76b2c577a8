import { expect, test } from "vitest";
import { equalInConstantTime } from "../../src/http/constant-time.ts";

test.each([
  ["", "", true],
  ["a", "a", true],
  ["é☃", "é☃", true],
  ["a", "b", false],
  ["a", "", false],
  ["", "a", false],
  ["ab", "a", false],
  ["a", "ab", false],
  ["abc", "abd", false],
  ["bbc", "abc", false],
])("%j and %j: %s", (given, expected, equal) => {
  expect(equalInConstantTime(given, expected)).toBe(equal);
});

test("bytes are compared with bytes, and with text as UTF-8", () => {
  expect(equalInConstantTime(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
  expect(equalInConstantTime(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
  expect(equalInConstantTime(Uint8Array.of(0xc3, 0xa9), "é")).toBe(true);
});

test("every byte is looked at, however early the first difference", () => {
  const looked: PropertyKey[] = [];
  const watch = (bytes: Uint8Array): Uint8Array =>
    new Proxy(bytes, {
      get(target, key) {
        if (typeof key === "string" && /^\d+$/.test(key)) looked.push(key);
        return Reflect.get(target, key, target) as unknown;
      },
    });
  equalInConstantTime(watch(Uint8Array.of(9, 2, 3)), Uint8Array.of(1, 2, 3));
  expect(looked).toEqual(["0", "1", "2"]);
});
