import { beforeEach, describe, expect, test } from "vitest";
import { runProgram, type Runnable } from "../../src/app/run.ts";
import { SetupError } from "../../src/errors/setup-error.ts";
import type { CloseOptions, Program } from "../../src/runtimes/runtime.ts";

let printed: string[];
let exits: number[];
let closings: (CloseOptions | undefined)[];
let stop: () => void;
let exited: Promise<void>;
let program: Program;

beforeEach(() => {
  [printed, exits, closings] = [[], [], []];
  exited = new Promise((resolve) => {
    program = {
      print: (line) => void printed.push(`out ${line}`),
      printError: (line) => void printed.push(`err ${line}`),
      onStop: (callback) => (stop = callback),
      exit: (code) => {
        exits.push(code);
        resolve();
      },
    };
  });
});

const app = (parts: Partial<Runnable> = {}): Runnable => ({
  debug: false,
  listen: async () =>
    Promise.resolve({
      host: "127.0.0.1",
      port: 5000,
      path: null,
      url: "http://127.0.0.1:5000",
      close: async (options) => {
        closings.push(options);
        return Promise.resolve();
      },
    }),
  settled: async () => Promise.resolve(),
  ...parts,
});

describe("a program that starts", () => {
  test("says where it listens, and goes on", async () => {
    await runProgram(program, app(), {});
    expect(printed).toEqual(["out  * Hipflask on http://127.0.0.1:5000", "out    Ctrl-C stops it"]);
    expect(exits).toEqual([]);
  });

  test("says that it is in debug, whoever has set that", async () => {
    await runProgram(program, app({ debug: true }), {});
    expect(printed[0]).toBe("out  * Hipflask on http://127.0.0.1:5000 (debug)");
  });

  test("closes, waits for what is left, and ends with 0 when it is told to stop", async () => {
    const order: string[] = [];
    const settled = async (): Promise<void> => {
      order.push(`settled after ${closings.length} closing`);
      return Promise.resolve();
    };
    await runProgram(program, app({ settled }), { drainTimeoutMs: 300 });
    stop();
    await exited;
    expect(order).toEqual(["settled after 1 closing"]);
    expect(closings).toEqual([{ drainTimeoutMs: 300 }]);
    expect(exits).toEqual([0]);
  });

  test("told twice in a moment, closes once", async () => {
    await runProgram(program, app(), {});
    stop();
    stop();
    await exited;
    expect(closings).toHaveLength(1);
    expect(exits).toEqual([0]);
  });
});

describe("a program that cannot start", () => {
  const failing = (thrown: unknown): Runnable =>
    app({ listen: async () => Promise.reject(thrown) });

  test("for a mistake says what and how to mend it, without a stack, and ends with 1", async () => {
    const mistake = new SetupError({ code: "port-taken", message: "Cannot listen", fix: "wait" });
    await runProgram(program, failing(mistake), {});
    expect(printed).toEqual(["err Cannot listen\nFix: wait    [port-taken]"]);
    expect(exits).toEqual([1]);
  });

  test("for anything else shows where it comes from, and ends with 1", async () => {
    const bug = new Error("odd");
    await runProgram(program, failing(bug), {});
    expect(printed).toEqual([`err ${bug.stack}`]);
    expect(exits).toEqual([1]);
  });

  test("for what is no error says what it is", async () => {
    await runProgram(program, failing("odd"), {});
    expect(printed).toEqual(["err odd"]);
  });
});
