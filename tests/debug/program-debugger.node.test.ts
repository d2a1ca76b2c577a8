import { beforeEach, describe, expect, test, vi } from "vitest";
import { Response as Answer } from "../../src/core/response.ts";
import { abort } from "../../src/errors/abort.ts";
import { recordedLog } from "../core/recorded-log.ts";
import { debuggedApp, type DebuggedApp } from "./debugged-app.ts";

let debugged: DebuggedApp;

beforeEach(() => {
  debugged = debuggedApp();
});

const fail = (): never => {
  throw new TypeError("no");
};

const problemOf = async (response: Response): Promise<Record<string, unknown>> =>
  (await response.json()) as Record<string, unknown>;

describe("what a client is told", () => {
  test("a problem document with the trace, and a link to the page", async () => {
    const { app, send, shown } = debugged;
    app.get("/", fail);
    const response = await send("/");
    expect(response.status).toBe(500);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const problem = await problemOf(response);
    expect(problem).toMatchObject({
      type: "about:blank",
      title: "Internal Server Error",
      status: 500,
      instance: "/",
      detail: "TypeError: no",
      debug: `http://127.0.0.1:5000/__hipflask__/reports/${shown[0]!.id}`,
    });
    expect(problem["trace"]).toContain("TypeError: no");
  });

  test.each([["text"], [null], [undefined], [7]])(
    "%o, thrown, has its report too",
    async (thrown) => {
      const { app, send, shown } = debugged;
      app.get("/", () => {
        throw thrown;
      });
      const problem = await problemOf(await send("/"));
      expect(problem["debug"]).toContain(shown[0]!.id);
    },
  );

  test("after-hooks and their fields apply, as in production", async () => {
    const { app, send } = debugged;
    app.get("/", fail);
    app.afterRequest((response) => response.headers.set("access-control-allow-origin", "*"));
    expect((await send("/")).headers.get("access-control-allow-origin")).toBe("*");
  });

  test("what the program means for clients is told as in production", async () => {
    const { app, send, shown } = debugged;
    app.get("/", () => abort(404, "no user 7"));
    expect(await problemOf(await send("/"))).toEqual({
      type: "about:blank",
      title: "Not Found",
      status: 404,
      detail: "no user 7",
      instance: "/",
    });
    expect(shown).toEqual([]);
  });

  test("a 404 of no route says which was perhaps meant", async () => {
    const { app, send, shown } = debugged;
    app.get("/users/<int:id>", ({ id }) => ({ id }));
    expect(await problemOf(await send("/users/abc"))).toMatchObject({
      status: 404,
      detail: "no route matches this path",
      fix: "did you mean /users/<int:id>? `abc` is not an int",
      nearMisses: [{ rule: "/users/<int:id>", methods: ["GET"] }],
    });
    expect(shown).toEqual([]);
  });

  test("an error handler of the program still answers, and the error is shown", async () => {
    const { app, send, shown } = debugged;
    app.get("/", fail);
    app.errorHandler(500, () => ({ sorry: true }));
    expect(await problemOf(await send("/"))).toEqual({ sorry: true });
    expect(shown).toHaveLength(1);
  });
});

describe("where it is shown", () => {
  test.each<[string, (debugged: DebuggedApp) => void, string[]]>([
    ["a handler", ({ app }) => app.get("/", fail), ["GET / failed"]],
    [
      "an async handler",
      ({ app }) => app.get("/", async () => Promise.reject(new Error("x"))),
      ["GET / failed"],
    ],
    [
      "a before-hook",
      ({ app }) => (app.get("/", () => "x"), app.beforeRequest(fail)),
      ["GET / failed"],
    ],
    [
      "an after-hook",
      ({ app }) => (app.get("/", () => "x"), app.afterRequest(fail)),
      ["GET / failed"],
    ],
    [
      "a teardown",
      ({ app }) => (app.get("/", () => "x"), app.teardownRequest(fail)),
      ["GET /: teardown failed"],
    ],
    ["a layer", ({ app }) => app.wrap(() => fail), ["GET /: a layer failed"]],
    ["encoding", ({ app }) => app.get("/", () => ({ toJSON: fail })), ["GET / failed"]],
    [
      "an error handler",
      ({ app }) => {
        app.get("/", fail);
        app.errorHandler(TypeError, () => {
          throw new RangeError("again");
        });
      },
      ["GET / failed"],
    ],
    [
      "an answer that cannot be sent, twice",
      ({ app }) => {
        app.get("/", () => new Answer("x", { headers: { etag: "a\r\nb: c" } }));
        app.errorHandler(500, () => ({ toJSON: fail }));
      },
      ["GET / failed", "GET / failed", "GET /: the answer to an error failed"],
    ],
  ])("an error in %s", async (_, prepare, lines) => {
    prepare(debugged);
    await (await debugged.send("/")).text();
    expect(debugged.shown.map(({ title }) => title)).toEqual(lines);
    expect(debugged.shown[0]!.request!.url).toBe("/");
  });

  test("in work after the response, with the request that began it", async () => {
    const { app, send, shown } = debugged;
    app.get("/begun", ({ after }) => {
      after(Promise.reject(new Error("later")));
      return "x";
    });
    await send("/begun");
    await app.settled();
    expect(shown[0]).toMatchObject({
      title: "work after a response failed",
      request: { url: "/begun" },
    });
  });

  test("in a stream, with the request and what it wrote", async () => {
    const { app, send, shown, records } = debugged;
    app.get("/", async function* () {
      yield 1;
      await Promise.resolve();
      records.current!.output.add("log", ["half-way"]);
      yield fail();
    });
    await (await send("/")).text().catch(() => "");
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatchObject({
      title: "GET / failed half-way",
      output: [{ level: "log", text: "half-way" }],
    });
  });

  test("once, although it comes by again on its way out", async () => {
    const { app, send, shown } = debugged;
    app.get("/", fail);
    app.errorHandler(TypeError, (error) => {
      throw error;
    });
    await send("/");
    expect(shown).toHaveLength(1);
  });

  test("a logger of the program's own hears of it as well", async () => {
    const log = recordedLog();
    const logged = debuggedApp({ log });
    logged.app.get("/", fail);
    await logged.send("/");
    expect(log.entries).toEqual([["error", "GET / failed", new TypeError("no")]]);
    expect(logged.shown).toHaveLength(1);
  });
});

test("an error whose report cannot be made is printed", () => {
  const print = vi.spyOn(console, "error").mockImplementation(() => {});
  try {
    const { app } = debugged;
    const error = new Error("x");
    const context = new Proxy({}, { get: fail, getPrototypeOf: fail });
    app.debugger!.report("GET / failed", error, context as never);
    expect(print.mock.calls[0]).toEqual(["GET / failed", error]);
  } finally {
    print.mockRestore();
  }
});
