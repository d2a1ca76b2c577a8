import { afterEach, describe, expect, inject, test, vi } from "vitest";
import { runtime } from "../../../src/runtimes/workers/index.ts";
import { runtime as chosen } from "#runtime";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the runtime of Workers", () => {
  test("is the one that Workers choose, and no one else", () => {
    expect(chosen === runtime).toBe(inject("wantedRuntime") === "workerd");
  });

  test("opens no ports", () => {
    expect(runtime.name).toBe("workers");
    expect(runtime.listen).toBeNull();
  });

  test("has no module that was started", () => {
    expect(runtime.isMain(import.meta)).toBe(false);
    expect(runtime.isMain({ main: true } as unknown as ImportMeta)).toBe(false);
  });

  test("prints to the console, and cannot be told to stop", () => {
    const [out, err] = [vi.spyOn(console, "log"), vi.spyOn(console, "error")];
    out.mockImplementation(() => {});
    err.mockImplementation(() => {});
    runtime.program.print("out");
    runtime.program.printError("err");
    runtime.program.onStop(() => {
      throw new Error("told to stop");
    });
    runtime.program.exit(1);
    expect(out.mock.calls).toEqual([["out"]]);
    expect(err.mock.calls).toEqual([["err"]]);
  });
});
