import { expect, test } from "vitest";
import { isNode } from "../../../src/runtimes/node/is-node.ts";

test("Node is taken for what it is", () => {
  // Bun and Deno name themselves here; Node does not.
  expect(isNode).toBe(!("Bun" in globalThis || "Deno" in globalThis));
});
