import { expect, test } from "vitest";
import { BaseContext } from "../../src/core/context.ts";
import { reservedNames } from "../../src/core/reserved-names.ts";

test("every part of a context is reserved, so that no path value hides one", () => {
  const parts = Object.getOwnPropertyNames(BaseContext.prototype).filter(
    (name) => name !== "constructor",
  );
  expect(parts.filter((name) => !(reservedNames as readonly string[]).includes(name))).toEqual([]);
  expect(parts.length).toBeGreaterThan(10);
});
