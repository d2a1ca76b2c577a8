import { expect, test } from "vitest";
import { Secret } from "../../src/config/secret.ts";

const secret = new Secret("hunter2");

test("it reveals itself to who asks", () => {
  expect(secret.reveal()).toBe("hunter2");
});

test.each([
  ["as text", String(secret)],
  ["in a longer text", "key: ".concat(secret as unknown as string)],
  ["as JSON", JSON.stringify({ secret })],
  ["by its members", JSON.stringify(Object.entries(secret))],
  [
    "to console.log",
    (secret as unknown as Record<symbol, () => string>)[
      Symbol.for("nodejs.util.inspect.custom")
    ]!(),
  ],
])("it does not show itself %s", (_, shown) => {
  expect(shown).not.toContain("hunter2");
});
