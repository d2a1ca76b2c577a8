import { expect, test } from "vitest";
import { canReusePort } from "../../../src/runtimes/node/reuse-port.ts";

test.each([
  [{ node: "20.20.2" }, false],
  [{ node: "22.11.0" }, false],
  [{ node: "22.12.0" }, true],
  [{ node: "23.0.0" }, false],
  [{ node: "23.1.0" }, true],
  [{ node: "24.0.0" }, true],
  [{ node: "20.0.0", bun: "1.4.5" }, true],
  [{ node: "20.0.0", deno: "2.9.5" }, true],
])("%j: %s", (versions, expected) => {
  expect(canReusePort(versions, "linux")).toBe(expected);
});

test("not on Windows, which has no such thing", () => {
  expect(canReusePort({ node: "24.0.0" }, "win32")).toBe(false);
});
