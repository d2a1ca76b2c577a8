import { afterEach, expect, test, vi } from "vitest";
import { consoleLogger } from "../../src/core/logger.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

test.each(["debug", "info", "warn", "error"] as const)("%s goes to the console's own", (level) => {
  const write = vi.spyOn(console, level).mockImplementation(() => {});
  consoleLogger(true)[level]("a", { b: 1 });
  expect(write.mock.calls).toEqual([["a", { b: 1 }]]);
});

test("without debug, debug messages are dropped", () => {
  const write = vi.spyOn(console, "debug").mockImplementation(() => {});
  consoleLogger(false).debug("a");
  expect(write).not.toHaveBeenCalled();
});

test.each([
  [
    ["a %s", 1],
    ["[worker 2] a %s", 1],
  ],
  [
    [{ b: 1 }, 2],
    ["[worker 2]", { b: 1 }, 2],
  ],
])("a label stands before %j", (message, written) => {
  const write = vi.spyOn(console, "info").mockImplementation(() => {});
  consoleLogger(false, "[worker 2]").info(...message);
  expect(write.mock.calls).toEqual([written]);
});
