import { expect, test } from "vitest";
import { defaultFormLimits } from "../../src/http/form-limits.ts";

test("every limit is a positive whole number", () => {
  for (const limit of Object.values(defaultFormLimits)) {
    expect(Number.isSafeInteger(limit) && limit > 0).toBe(true);
  }
});
