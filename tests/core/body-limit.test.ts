import { expect, test } from "vitest";
import { checkedLimit, defaultBodyLimit, withFormLimits } from "../../src/core/body-limit.ts";
import { defaultFormLimits } from "../../src/http/form-limits.ts";

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

test("limits on forms that are given take the place of the others", () => {
  const limits = withFormLimits(undefined, { maxParts: 20, maxFields: undefined } as never);
  expect(limits).toEqual({ ...defaultFormLimits, maxParts: 20 });
  expect(withFormLimits(limits, { maxFields: 5 })).toEqual({ ...limits, maxFields: 5 });
  expect(withFormLimits(limits)).toBe(limits);
});

test.each<object>([{ maxParts: -1 }, { maxParts: "1" }, { maxPart: 1 }, { constructor: 1 }])(
  "%j are no limits on forms",
  (given) => {
    expect(() => withFormLimits(defaultFormLimits, given as never)).toThrow(
      expect.objectContaining({ code: "limit" }),
    );
  },
);
