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
    const program = startProgram("failing.ts", { port: 0, debug: true, reload: false });
    await fetch(`${await program.url}${path}`);
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.stderr()).toContain(`\nGET ${path}: ${line}\n\n  Error: ${message}\n`);
    expect(program.stderr()).toMatch(/\n {2}at .*tests\/app\/programs\/failing\.ts:\d+:\d+\n/);
    // Nor does Node print it a second time.
    expect(program.stderr().split(message)).toHaveLength(3);
  });
});

test("whoever began last sees it, and nobody when all have stopped", () => {
  const before = process.listenerCount("uncaughtExceptionMonitor");
  const seen: string[] = [];
  const stops = ["one", "other"].map((name) =>
    seeProcessErrors((line, error) => void seen.push(`${name}: ${line}: ${String(error)}`)),
  );
  // Somebody else listens as well, so that nothing ends.
  const listen = (): void => {};
  process.on("uncaughtException", listen);
  const events: NodeJS.EventEmitter = process;
  const happen = (): boolean =>
    events.emit("uncaughtExceptionMonitor", new Error("x"), "uncaughtException");
  happen();
  stops[1]!();
  happen();
  stops[0]!();
  stops[0]!();
  process.off("uncaughtException", listen);
  expect(seen).toEqual([
    "other: an exception reached nobody: Error: x",
    "one: an exception reached nobody: Error: x",
  ]);
  expect(process.listenerCount("uncaughtExceptionMonitor")).toBe(before);
});
