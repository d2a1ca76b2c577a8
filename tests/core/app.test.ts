import { beforeEach, describe, expect, test, vi } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { App } from "../../src/core/app.ts";
import { dumps } from "../../src/json/provider.ts";
import { loads } from "../../src/json/loads.ts";
import { recordedLog, type RecordedLog } from "./recorded-log.ts";

let log: RecordedLog;

beforeEach(() => {
  log = recordedLog();
});

const ok = (): string => "ok";

describe("json", () => {
  const answer = async (json: unknown): Promise<string> => {
    const app = new Hipflask({ json: json as never });
    app.get("/", () => ({ b: 7n, a: 1 }));
    return (await app.testClient().get("/")).text();
  };

  test("the defaults", async () => {
    expect(await answer(undefined)).toBe('{"b":"7","a":1}');
  });

  test("with options", async () => {
    expect(await answer({ bigint: "number", sortKeys: true })).toBe('{"a":1,"b":7}');
  });

  test("with an encoder of one's own", async () => {
    const mine = { dumps, loads, encode: () => '"mine"' };
    expect(await answer(mine)).toBe('"mine"');
  });

  test("with an option that does not exist is refused", () => {
    expect(() => new Hipflask({ json: { bigint: "digits" as never } })).toThrow("[json-option]");
  });
});

describe("bodyLimit", () => {
  test.each([-1, 1.5, Number.NaN, Infinity, "1mb", null, 2 ** 53])(
    "of %s is refused for the application and for a route",
    (bodyLimit) => {
      const mistake = expect.objectContaining({
        code: "limit",
        message: expect.stringContaining(`Cannot use ${String(bodyLimit)} as bodyLimit`),
        fix: "write bodyLimit: 1024 * 1024 for 1 MiB",
      });
      if (bodyLimit !== null) {
        expect(() => new App({ bodyLimit: bodyLimit as number })).toThrow(mistake);
        const app = new App();
        expect(() => app.post("/", { bodyLimit: bodyLimit as number }, ok)).toThrow(mistake);
      }
    },
  );

  test("is 1 MiB unless given", async () => {
    const app = new Hipflask();
    app.post("/", ok);
    const mebibyte = "x".repeat(1024 * 1024);
    expect((await app.testClient().post("/", { body: mebibyte })).status).toBe(200);
    expect((await app.testClient().post("/", { body: `${mebibyte}x` })).status).toBe(413);
  });

  test("of 0 takes no body at all", async () => {
    const app = new Hipflask({ bodyLimit: 0 });
    app.post("/", ok);
    expect((await app.testClient().post("/", { body: "x" })).status).toBe(413);
    expect((await app.testClient().post("/")).status).toBe(200);
  });
});

test("converters of one's own are at hand in patterns", async () => {
  const csv = {
    parse: (text: string) => text.split(","),
    format: (items: string[]) => items.join(","),
  };
  const app = new Hipflask({ converters: { csv } });
  app.get("/<csv:items>" as "/", ({ params }) => params);
  expect(await (await app.testClient().get("/a,b")).json()).toEqual({ items: ["a", "b"] });
});

describe("log", () => {
  test("is the one given", () => {
    expect(new App({ log }).log).toBe(log);
  });

  test("is the console unless given, and follows debug", () => {
    const write = vi.spyOn(console, "debug").mockImplementation(() => {});
    const app = new App();
    app.log.debug("before");
    app.debug = true;
    app.log.debug("after");
    expect(write.mock.calls).toEqual([["after"]]);
    write.mockRestore();
  });
});

describe("once requests have been answered", () => {
  test.each([
    ["a route", (app: Hipflask) => app.get("/late", ok), "GET /late"],
    [
      "a route of two methods",
      (app: Hipflask) => app.route("/late", { methods: ["GET", "POST"] }, ok),
      "GET, POST /late",
    ],
    ["a view", (app: Hipflask) => app.view("/late", { get: ok }), "GET /late"],
    ["an error handler", (app: Hipflask) => app.errorHandler(404, ok), "an error handler"],
  ])("%s can no longer be registered", async (_, register, what) => {
    const app = new Hipflask();
    await app.testClient().get("/");
    expect(() => register(app)).toThrow(
      expect.objectContaining({
        code: "app-started",
        message: expect.stringContaining(`Cannot register ${what}: `),
        fix: "register everything before the first request",
      }),
    );
  });
});

describe("two routes for the same requests", () => {
  test("are refused with both patterns and the places where they stand", () => {
    const app = new Hipflask();
    app.get("/users/<id>", ok);
    expect(() => app.get("/users/<name>", ok)).toThrow(
      expect.objectContaining({
        code: "route-conflict",
        message: expect.stringMatching(
          /first +\/users\/<id> +(app\.test\.ts:\d+)?\n +second +\/users\/<name>/,
        ),
      }),
    );
  });
});

describe("refuse", () => {
  const refusal = { status: 431, code: "head-too-large", detail: "the head is too large" };

  test("is a problem document", () => {
    const { status, headers, body } = new App({ log }).refuse(refusal);
    expect(status).toBe(431);
    expect([...headers]).toEqual([["content-type", "application/problem+json"]]);
    expect(JSON.parse(body as string)).toEqual({
      type: "about:blank",
      title: "Request Header Fields Too Large",
      status: 431,
      detail: "the head is too large",
    });
    expect(log.entries).toEqual([]);
  });

  test("is a debug message in debug", () => {
    const app = new App({ log });
    app.debug = true;
    app.refuse(refusal);
    expect(log.entries).toEqual([
      ["debug", "refused a message with 431: the head is too large    [head-too-large]"],
    ]);
  });
});

test("an error that every request meets is reported for every request", () => {
  const app = new App({ log });
  const error = new Error("x");
  app.report("first", error);
  app.report("second", error);
  expect(log.entries).toEqual([
    ["error", "first", error],
    ["error", "second", error],
  ]);
});

test("what the server comes upon is reported, unless the application has done so", () => {
  const app = new App({ log });
  const known = new Error("known");
  app.report("GET /", known);
  app.reportFromServer(known);
  const fresh = new Error("fresh");
  app.reportFromServer(fresh);
  expect(log.entries).toEqual([
    ["error", "GET /", known],
    ["error", "the server could not finish an answer", fresh],
  ]);
});
