import { expect, test } from "vitest";
import { isOurs } from "../../../src/runtimes/node/worker-messages.ts";

test.each([
  [{ hipflask: "stop" }, true],
  [{ type: "stop" }, false],
  ["stop", false],
  [null, false],
])("%j is ours: %s", (message, expected) => {
  expect(isOurs(message)).toBe(expected);
});
