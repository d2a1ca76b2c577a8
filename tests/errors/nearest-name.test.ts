import { expect, test } from "vitest";
import { nearestName } from "../../src/errors/nearest-name.ts";

const known = ["string", "int", "float", "path", "uuid", "any", "bigint", "date"];

test.each([
  ["itn", "int"],
  ["Int", "int"],
  ["in", "int"],
  ["ints", "int"],
  ["sting", "string"],
  ["strnig", "string"],
  ["floot", "float"],
  ["guid", "uuid"],
  ["", undefined],
  ["integer", undefined],
  ["slug", undefined],
])("%s is most like %s", (wanted, nearest) => {
  expect(nearestName(wanted, known)).toBe(nearest);
});
