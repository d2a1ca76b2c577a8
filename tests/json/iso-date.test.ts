import fc from "fast-check";
import { expect, test } from "vitest";
import { formatIsoDate } from "../../src/json/iso-date.ts";

test("every valid date is written as toISOString does", () => {
  fc.assert(
    fc.property(fc.integer({ min: -8.64e15, max: 8.64e15 }), (epochMs) => {
      expect(formatIsoDate(epochMs)).toBe(new Date(epochMs).toISOString());
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  0, -1, 1, -86_400_000, 86_399_999, -62_167_219_200_000, -62_167_219_200_001, 253_402_300_799_999,
  253_402_300_800_000, 951_782_400_000, 1_709_164_800_000, 8.64e15, -8.64e15,
])("%d ms is written as toISOString does", (epochMs) => {
  expect(formatIsoDate(epochMs)).toBe(new Date(epochMs).toISOString());
});

test("days that share a slot of the table do not mix", () => {
  const day = 86_400_000;
  const texts = [0, 256, 0, -256].map((days) => formatIsoDate(days * day));
  expect(texts).toEqual([
    "1970-01-01T00:00:00.000Z",
    "1970-09-14T00:00:00.000Z",
    "1970-01-01T00:00:00.000Z",
    "1969-04-20T00:00:00.000Z",
  ]);
});
