import fc from "fast-check";
import { expect, test } from "vitest";
import { quote } from "../../src/json/quote.ts";

test("every string is quoted as JSON.stringify does", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      expect(quote(text)).toBe(JSON.stringify(text));
    }),
  );
});

test("every UTF-16 unit is quoted as JSON.stringify does", () => {
  for (let unit = 0; unit <= 0xffff; unit++) {
    const text = String.fromCharCode(unit);
    if (quote(text) !== JSON.stringify(text)) expect(quote(text)).toBe(JSON.stringify(text));
  }
  expect(quote("\ud83d\ude00")).toBe('"😀"');
});
