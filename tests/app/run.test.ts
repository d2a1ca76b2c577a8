import { beforeEach, describe, expect, test } from "vitest";
import { runProgram, type Runnable } from "../../src/app/run.ts";
import type { RunOptions } from "../../src/app/listen-options.ts";
import { SetupError } from "../../src/errors/setup-error.ts";
import { plain } from "../../src/runtimes/paint.ts";
import type { CloseOptions, Program, ReloadLink, WorkerLink } from "../../src/runtimes/runtime.ts";

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
      paint: plain,
      paintError: plain,
      onStop: (callback) => (stop = callback),
      exit: (code) => {
        exits.push(code);
        resolve();
      },
      worker: null,
      reloader: null,
      supervise: (options) => void printed.push(`supervise ${JSON.stringify(options)}`),
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
  startReloading: async ({ port }) => Promise.resolve(printed.push(`reload ${port}`) > 0),
  environment: () => ({}),
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
    await runProgram(program, app({ debug: true }), { reload: false });
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

describe("a program in debug", () => {
  test("becomes one that is restarted with every change", async () => {
    expect(await runProgram(program, app(), { debug: true, port: 7 })).toBeNull();
    expect(printed).toEqual(["reload 7"]);
  });

  test("just listens where there is no file to start anew", async () => {
    const startReloading = async (): Promise<boolean> => Promise.resolve(false);
    await runProgram(program, app({ startReloading }), { debug: true });
    expect(printed[0]).toContain("Hipflask on");
  });

  test("is not restarted where something else is in the way, and says so", async () => {
    const environment = (): { NODE_ENV: string } => ({ NODE_ENV: "production" });
    await runProgram(program, app({ environment }), { debug: true });
    expect(printed[0]).toBe("out  * No live reload: NODE_ENV is production");
    expect(printed[1]).toContain("Hipflask on");
  });

  test("that another restarts listens, and leaves it to that one to say so", async () => {
    const failures: string[] = [];
    const reloader: ReloadLink = {
      failed: async (message) => Promise.resolve(void failures.push(message)),
      crashed: () => {},
    };
    const options = { debug: true, reload: { extraFiles: ["a"] }, port: 7 };
    await runProgram({ ...program, reloader }, app(), options);
    expect(printed).toEqual([]);
    const listen = async (): Promise<never> => Promise.reject(new Error("odd"));
    await runProgram({ ...program, reloader }, app({ listen }), options);
    expect(failures[0]).toContain("Error: odd");
    expect(exits).toEqual([1]);
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

describe("workers", () => {
  test("are watched over by a process that does not listen itself", async () => {
    const listen = async (): Promise<never> => Promise.reject(new Error("it listens"));
    await runProgram(program, app({ listen }), { workers: 2, port: 0 });
    await runProgram(program, app({ listen }), { workers: "auto", drainTimeoutMs: 5 });
    expect(printed).toEqual([
      'supervise {"workers":2,"drainTimeoutMs":10000}',
      'supervise {"workers":"auto","drainTimeoutMs":5}',
    ]);
  });

  test("are not started with options that do not fit", async () => {
    await runProgram(program, app(), { workers: 2, port: -1 });
    expect(printed).toEqual([expect.stringContaining("Cannot run with port: -1")]);
    expect(exits).toEqual([1]);
  });

  test("are refused where the runtime has no way to run them", async () => {
    await runProgram({ ...program, supervise: null }, app(), { workers: 2 });
    expect(printed).toEqual([
      expect.stringMatching(/^err Cannot run workers: .* {4}\[no-workers\]$/s),
    ]);
    expect(exits).toEqual([1]);
  });

  describe("one of them", () => {
    const link = (): WorkerLink => ({
      number: 2,
      listening: (url, debug) => void printed.push(`listening ${url} ${debug}`),
      failed: async (message) => {
        printed.push(`failed ${message}`);
        return Promise.resolve();
      },
    });

    test("listens, and leaves it to the other to say so", async () => {
      let asked: RunOptions | undefined;
      const { listen } = app();
      const noting: Runnable["listen"] = async (options, reloads) =>
        listen((asked = options), reloads);
      await runProgram({ ...program, worker: link() }, app({ listen: noting }), {
        workers: 2,
        port: 7,
      });
      expect(printed).toEqual(["listening http://127.0.0.1:5000 false"]);
      expect(asked).toEqual({ port: 7 });
    });

    test("reports what keeps it from listening, and ends with 1", async () => {
      const listen = async (): Promise<never> =>
        Promise.reject(
          new SetupError({ code: "port-taken", message: "Cannot listen", fix: "wait" }),
        );
      await runProgram({ ...program, worker: link() }, app({ listen }), { workers: 2 });
      expect(printed).toEqual(["failed Cannot listen\nFix: wait    [port-taken]"]);
      expect(exits).toEqual([1]);
    });
  });
});
