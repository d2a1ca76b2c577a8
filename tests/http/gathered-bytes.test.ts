import fc from "fast-check";
import { expect, test } from "vitest";
import { GatheredBytes } from "../../src/http/gathered-bytes.ts";

const gather = (slices: readonly Uint8Array[]): GatheredBytes => {
  const gathered = new GatheredBytes();
  for (const slice of slices) gathered.add(slice);
  return gathered;
};

test("nothing gathered is nothing", () => {
  expect(new GatheredBytes().whole()).toEqual(new Uint8Array(0));
});

test("a single slice is not copied", () => {
  const slice = Uint8Array.of(1, 2, 3);
  expect(gather([slice]).whole()).toBe(slice);
});

test("slices of any sizes come back whole and in order", () => {
  const length = fc.oneof(
    fc.nat({ max: 5 }),
    fc.integer({ min: 1_000, max: 1_050 }),
    fc.constant(9_000),
  );
  fc.assert(
    fc.property(fc.array(length, { maxLength: 60 }), (lengths) => {
      const slices = lengths.map((size, index) => new Uint8Array(size).fill(index + 1));
      const expected = slices.flatMap((slice) => [...slice]);
      const gathered = gather(slices);
      expect([...gathered.whole()]).toEqual(expected);
      // Asked for again, and again after more, it is the whole again.
      gathered.add(Uint8Array.of(0));
      expect([...gathered.whole()]).toEqual([...expected, 0]);
    }),
    { numRuns: 40 },
  );
});

test("small slices are copied, so that they do not keep what they were cut from", () => {
  const read = new Uint8Array(64 * 1024);
  const gathered = gather([read.subarray(0, 1), read.subarray(1, 2), read.subarray(2, 3)]);
  read.fill(9);
  expect([...gathered.whole()]).toEqual([9, 0, 0]);
});

test("large slices are not copied before they are wanted", () => {
  const read = new Uint8Array(4 * 1024);
  const gathered = gather([read.subarray(0, 1), read.subarray(1, 1_025)]);
  read.fill(9);
  expect([...gathered.whole()].every((byte) => byte === 9)).toBe(true);
});
