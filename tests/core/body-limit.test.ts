import { expect, test } from "vitest";
import { checkedLimit, defaultBodyLimit } from "../../src/core/body-limit.ts";

test.each([0, 1, defaultBodyLimit, Number.MAX_SAFE_INTEGER])("%i is a limit", (bytes) => {
  expect(checkedLimit("bodyLimit", bytes)).toBe(bytes);
});

test.each([-1, 1.5, Number.NaN, Infinity, 2 ** 53, "1mb"])("%s is none", (bytes) => {
  expect(() => checkedLimit("bodyLimit", bytes as number)).toThrow(
    expect.objectContaining({
      code: "limit",
      message: expect.stringContaining(`Cannot use ${bytes} as bodyLimit`),
    }),
  );
});
