import { expect, test } from "vitest";
import { flag, flagCount } from "../../../src/debug/locals/link.ts";

test("each flag has a place of its own", () => {
  const places = Object.values(flag);
  expect(new Set(places).size).toBe(places.length);
  expect(Math.max(...places)).toBeLessThan(flagCount);
});
