import { expect, test } from "vitest";
import { seeds } from "./corpus.ts";
import { cut, mutate } from "./mutate.ts";
import { Random } from "./random.ts";

const some = (seed: number): string[] => {
  const random = new Random(seed);
  return Array.from({ length: 200 }, () => mutate(random.pick(seeds), seeds, random));
};

test("a seed repeats its inputs, another gives others", () => {
  expect(some(1)).toEqual(some(1));
  expect(some(1)).not.toEqual(some(2));
});

test("inputs are bytes, of a bounded number, and hardly ever what they came from", () => {
  const inputs = some(1);
  for (const input of inputs) expect(input).toMatch(/^[\x00-\xff]{0,4096}$/);
  expect(new Set(inputs).size).toBeGreaterThan(150);
});

test("pieces are all of an input, and none is empty", () => {
  const random = new Random(1);
  for (const input of some(3)) {
    const pieces = cut(input, random);
    expect(pieces.join("")).toBe(input);
    expect(pieces).not.toContain("");
  }
});
