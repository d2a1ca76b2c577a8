import { describe, expect, test } from "vitest";
import { encodeItem } from "../../src/core/item-text.ts";
import { JSONProvider } from "../../src/json/provider.ts";
import type { JSONWarning } from "../../src/json/warning.ts";

const json = new JSONProvider();
const circle: { self?: unknown } = {};
circle.self = circle;

test("an item is encoded at once, unless it holds a promise", async () => {
  expect(encodeItem(json, { id: 1 }, 0, {})).toBe('{"id":1}');
  expect(encodeItem(json, { id: 1 }, 0, { indent: 1 })).toBe('{\n "id": 1\n}');
  const later = encodeItem(json, { id: Promise.resolve(1) }, 0, {});
  expect(later).toBeInstanceOf(Promise);
  expect(await later).toBe('{"id":1}');
});

describe("an error says which item it was", () => {
  test.each<[string, unknown, number, string]>([
    ["a member", { owner: circle }, 3, "Cannot encode [3].owner.self:"],
    ["an item of the item", [1, circle], 3, "Cannot encode [3][1].self:"],
    ["the item itself", () => 1, 12, "Cannot encode [12]:"],
  ])("%s", (_, value, index, message) => {
    expect(() => encodeItem(json, value, index, {})).toThrow(message);
  });

  test("behind a promise too", async () => {
    const value = { owner: Promise.resolve(circle) };
    await expect(encodeItem(json, value, 3, {})).rejects.toThrow("Cannot encode [3].owner.self:");
  });

  test("unless it is the item's own", async () => {
    const own = new Error("no rows");
    await expect(encodeItem(json, { a: Promise.reject(own) }, 3, {})).rejects.toBe(own);
    const foreign = {
      ...json,
      encode: () => {
        throw own;
      },
    } as never;
    expect(() => encodeItem(foreign, 1, 3, {})).toThrow(own);
  });
});

test("a warning says which item it was", () => {
  const warnings: JSONWarning[] = [];
  const warn = (warning: JSONWarning): void => void warnings.push(warning);
  void encodeItem(json, { price: Number.NaN, list: [Number.NaN] }, 3, { warn });
  void encodeItem(json, [Number.NaN], 4, { warn });
  void encodeItem(json, Number.NaN, 5, { warn });
  expect(warnings.map(({ path }) => path)).toEqual(["[3].price", "[3].list[0]", "[4][0]", "[5]"]);
});
