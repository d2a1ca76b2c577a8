import { afterAll, describe, expect, test } from "vitest";
import { endPrograms, startProgram } from "../app/child-program.ts";
import { seeProcessErrors } from "../../src/debug/process-errors.ts";

afterAll(endPrograms);

describe.concurrent("an error that reaches nobody", () => {
  test.each([
    [
      "/rejection",
      "a promise was rejected, and nobody had asked what became of it",
      "in a promise",
    ],
    ["/exception", "an exception reached nobody", "in a timer"],
  ])("%s is shown, and ends the process as it would have", async (path, line, message) => {
    const program = startProgram("failing.ts", { port: 0, debug: true });
    await fetch(`${await program.url}${path}`);
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.stderr()).toContain(`\nGET ${path}: ${line}\n\n  Error: ${message}\n`);
    expect(program.stderr()).toMatch(/\n {2}at .*tests\/app\/programs\/failing\.ts:\d+:\d+\n/);
  });
});

test("nobody looks any more when it is stopped", () => {
  const before = process.listenerCount("uncaughtExceptionMonitor");
  const stop = seeProcessErrors(() => {});
  expect(process.listenerCount("uncaughtExceptionMonitor")).toBe(before + 1);
  stop();
  expect(process.listenerCount("uncaughtExceptionMonitor")).toBe(before);
});
