import { describe, expect, test } from "vitest";
import { maxProperties } from "../../../src/debug/locals/limits.ts";
import { propertiesOf } from "../../../src/debug/locals/properties.ts";

/** `scope name text`, a line each. */
const lines = (value: object): readonly string[] =>
  propertiesOf(value, () => "").map(({ scope, name, text }) => `${scope} ${name} ${text}`);

class Account {
  readonly #balance = 7;
  owner = "sweety";
  get balance(): number {
    throw new Error(`a getter was run: ${this.#balance}`);
  }
  spend(): void {}
}

const key = { id: 1 };

describe("what is behind", () => {
  test.each<[string, () => object, readonly string[]]>([
    ["an object", () => ({ a: 1, [Symbol("b")]: "c" }), ["property a 1", 'property Symbol(b) "c"']],
    [
      "an instance: private fields too, and getters by name only",
      () => new Account(),
      [
        'property owner "sweety"',
        "private #balance 7",
        "getter balance (computed when it is asked for)",
      ],
    ],
    ["an array", () => ["a", 2], ['property 0 "a"', "property 1 2", "property length 2"]],
    [
      "a map",
      () =>
        new Map<unknown, unknown>([
          ["a", 1],
          [key, 2],
        ]),
      ['entry "a" 1', "entry key 1 {id: 1}", "entry value 1 2"],
    ],
    ["a set", () => new Set(["a"]), ['entry 0 "a"']],
    [
      "a promise",
      () => Promise.resolve(7),
      ['internal [[PromiseState]] "fulfilled"', "internal [[PromiseResult]] 7"],
    ],
    [
      "a proxy, without asking it",
      () =>
        new Proxy(key, {
          ownKeys: () => {
            throw new Error("a trap was sprung");
          },
        }),
      ["internal [[Handler]] {ownKeys: function ownKeys()}", "internal [[Target]] {id: 1}"],
    ],
  ])("%s", (_title, make, expected) => {
    expect(lines(make()).filter((line) => !/^getter (size|__proto__)/.test(line))).toEqual(
      expected,
    );
  });

  test("a long array is bounded, and how much more there is is said", () => {
    const found = lines(Array.from({ length: maxProperties + 9 }, (_, index) => index));
    expect(found).toHaveLength(maxProperties + 1);
    expect(found.at(-1)).toBe("note … 10 more");
  });
});
