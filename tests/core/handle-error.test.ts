import { beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { Response } from "../../src/core/response.ts";
import { jsonify } from "../../src/core/jsonify.ts";
import { abort } from "../../src/errors/abort.ts";
import { HTTPError } from "../../src/errors/http-error.ts";
import { BodyError } from "../../src/gateway.ts";
import {
  BadRequest,
  ContentTooLarge,
  NotFound,
  UnsupportedMediaType,
} from "../../src/errors/status-errors.ts";
import { provide } from "../../src/core/provide.ts";
import { recordedLog, type RecordedLog } from "./recorded-log.ts";

class PaymentError extends Error {}

let log: RecordedLog;
let app: Hipflask;

beforeEach(() => {
  log = recordedLog();
  app = new Hipflask({ log });
});

/** Lets the route `/` fail with what is given. */
const failing = (thrown: unknown): void => {
  app.get("/", (): string => {
    throw thrown;
  });
};

const get = (path = "/"): Promise<globalThis.Response> => app.testClient().get(path);

const bare500 =
  '{"type":"about:blank","title":"Internal Server Error","status":500,"instance":"/"}';

describe("what nobody foresaw, in production", () => {
  test.each([
    ["an error", new Error("secret")],
    ["an error with a cause", new Error("secret", { cause: new Error("deeper secret") })],
    ["an error with fields", Object.assign(new Error("secret"), { status: 404, detail: "secret" })],
    ["text", "secret"],
    ["null", null],
    ["undefined", undefined],
    ["a number", 404],
    ["an object", { status: 404, message: "secret" }],
    ["an object without a prototype", Object.create(null)],
    ["a symbol", Symbol("secret")],
  ])("%s is a 500 whose body is always the same", async (_, thrown) => {
    failing(thrown);
    const response = await get();
    expect(response.status).toBe(500);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.text()).toBe(bare500);
  });

  test("is logged, also if it is undefined", async () => {
    failing(undefined);
    await get();
    expect(log.entries).toEqual([["error", "GET / failed", undefined]]);
  });

  test("is the same from an async handler", async () => {
    app.get("/", async (): Promise<string> => Promise.reject(new Error("secret")));
    expect(await (await get()).text()).toBe(bare500);
  });

  test("is the same when an error is returned", async () => {
    app.get("/", () => new TypeError("secret"));
    expect(await (await get()).text()).toBe(bare500);
  });

  test("is logged once, with the request and the error itself", async () => {
    const error = new Error("secret");
    failing(error);
    await get("/?page=2");
    expect(log.entries).toEqual([["error", "GET / failed", error]]);
  });
});

describe("what nobody foresaw, in debug", () => {
  beforeEach(() => {
    app.debug = true;
  });

  test("is shown with its name, message and trace", async () => {
    failing(new TypeError("x is not a function"));
    const problem = (await (await get()).json()) as { detail: string; trace: string[] };
    expect(problem).toMatchObject({
      type: "about:blank",
      title: "Internal Server Error",
      status: 500,
      instance: "/",
      detail: "TypeError: x is not a function",
    });
    expect(problem.trace[0]).toBe("TypeError: x is not a function");
    expect(problem.trace.length).toBeGreaterThan(1);
  });

  test.each([
    ["text", "text", "thrown: text"],
    ["null", null, "thrown: null"],
    ["an object without a prototype", Object.create(null), "thrown: [object Object]"],
    ["a symbol", Symbol("s"), "thrown: Symbol(s)"],
  ])("%s is shown", async (_, thrown, detail) => {
    failing(thrown);
    expect(await (await get()).json()).toMatchObject({ status: 500, detail });
  });

  test("an error with a broken stack is shown", async () => {
    failing(Object.assign(new Error("odd"), { stack: 7 }));
    expect(await (await get()).json()).toMatchObject({ detail: "Error: odd", trace: ["7"] });
  });

  test("what a client did is told as in production", async () => {
    failing(new HTTPError(404, "no user 7"));
    expect(await (await get()).json()).toEqual({
      type: "about:blank",
      title: "Not Found",
      status: 404,
      detail: "no user 7",
      instance: "/",
    });
  });
});

describe("abort", () => {
  test.each([400, 401, 403, 404, 405, 409, 410, 413, 415, 418, 422, 429, 499, 500, 503, 599])(
    "%i answers a problem document of that status",
    async (status) => {
      app.get("/", () => abort(status, "so it is"));
      const response = await get();
      expect(response.status).toBe(status);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(await response.json()).toMatchObject({ status, detail: "so it is", instance: "/" });
    },
  );

  test("adds members of its own, and cannot overwrite the others", async () => {
    app.get("/", () => abort(409, "name is taken", { name: "sweety", status: 200, type: "x" }));
    expect(await (await get()).json()).toEqual({
      type: "about:blank",
      title: "Conflict",
      status: 409,
      detail: "name is taken",
      instance: "/",
      name: "sweety",
    });
  });

  test("is not logged: it was meant", async () => {
    app.get("/", () => abort(500));
    await get();
    expect(log.entries).toEqual([]);
  });

  test.each([200, 302, 399, 600])("%i is the handler's mistake, and a 500", async (status) => {
    app.get("/", () => abort(status));
    expect((await get()).status).toBe(500);
    expect(log.entries).toEqual([["error", "GET / failed", expect.any(RangeError)]]);
  });
});

describe("an HTTPError", () => {
  test("brings its fields, title and type", async () => {
    failing(
      new HTTPError(429, "slow down", {
        title: "Quota",
        type: "https://example.com/quota",
        headers: { "Retry-After": "30" },
      }),
    );
    const response = await get();
    expect(response.headers.get("retry-after")).toBe("30");
    expect(await response.json()).toMatchObject({
      title: "Quota",
      type: "https://example.com/quota",
    });
  });

  test("whose fields cannot be sent is a bare 500, and logged", async () => {
    failing(new HTTPError(401, "secret", { headers: { "www-authenticate": "a\r\nb: c" } }));
    const response = await get();
    expect(response.status).toBe(500);
    expect(await response.text()).toBe(bare500);
    expect(log.entries).toEqual([
      ["error", "GET /: the answer to an error failed", expect.any(TypeError)],
    ]);
  });

  test("whose extra cannot be JSON is a bare 500, and logged", async () => {
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    app.get("/", () => abort(400, "x", { circle }));
    expect(await (await get()).text()).toBe(bare500);
    expect(log.entries).toHaveLength(1);
  });
});

describe("a thrown response", () => {
  test("is the answer", async () => {
    failing(jsonify({ stop: true }, 202));
    const response = await get();
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ stop: true });
    expect(log.entries).toEqual([]);
  });

  test("of the web platform is the answer", async () => {
    failing(new globalThis.Response("stop", { status: 403, headers: { "x-a": "1" } }));
    const response = await get();
    expect([response.status, await response.text()]).toEqual([403, "stop"]);
    expect(response.headers.get("x-a")).toBe("1");
  });

  test("passes by the error handlers", async () => {
    app.errorHandler(Response, () => "handled");
    failing(new Response("thrown"));
    expect(await (await get()).text()).toBe("thrown");
  });
});

describe("an error handler", () => {
  test("by class answers what routes throw", async () => {
    app.errorHandler(PaymentError, (error) => jsonify({ error: error.message }, 402));
    failing(new PaymentError("declined"));
    const response = await get();
    expect(response.status).toBe(402);
    expect(await response.json()).toEqual({ error: "declined" });
    expect(log.entries).toEqual([]);
  });

  test("by status answers 404 of routes and of unknown paths", async () => {
    app.errorHandler(404, (error, { path }) => ({ missing: path, detail: error.detail ?? "" }));
    failing(new HTTPError(404, "no user 7"));
    const known = await get();
    expect([known.status, await known.json()]).toEqual([
      404,
      { missing: "/", detail: "no user 7" },
    ]);
    const unknown = await get("/nowhere");
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ missing: "/nowhere" });
  });

  test("by status answers 405; what it returns does not bring Allow, but it can", async () => {
    app.get("/", () => "x");
    app.errorHandler(405, (error) => jsonify({ sorry: true }, { headers: error.headers ?? {} }));
    const response = await app.testClient().delete("/");
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  });

  test("for 500 answers what nobody foresaw, which is still logged", async () => {
    const cause = new Error("secret");
    app.errorHandler(500, (error) => ({ sorry: true, same: error.cause === cause }));
    failing(cause);
    const response = await get();
    expect([response.status, await response.json()]).toEqual([500, { sorry: true, same: true }]);
    expect(log.entries).toEqual([["error", "GET / failed", cause]]);
  });

  test("may be async", async () => {
    app.errorHandler(PaymentError, async () => Promise.resolve({ later: true }));
    failing(new PaymentError("x"));
    const response = await get();
    expect([response.status, await response.json()]).toEqual([500, { later: true }]);
  });

  test("has the context of the request, path values too", async () => {
    app.errorHandler(404, (_, { params, method, query }) => ({
      params,
      method,
      page: query.get("page"),
    }));
    app.get("/users/<int:id>", () => abort(404));
    expect(await (await get("/users/7?page=2")).json()).toEqual({
      params: { id: 7 },
      method: "GET",
      page: "2",
    });
  });
});

describe("the status of what an error handler returns", () => {
  async function* rows(): AsyncGenerator<number> {
    yield 1;
  }

  test.each([
    ["a value", () => ({ a: 1 }), 404],
    ["text", () => "gone", 404],
    ["null", () => null, 404],
    ["jsonify without a status", () => jsonify({ a: 1 }), 404],
    ["jsonify with fields only", () => jsonify({}, { headers: { "x-a": "1" } }), 404],
    ["a Response without a status", () => new Response("gone"), 404],
    ["a stream of values", () => rows(), 404],
    ["jsonify of a stream", () => jsonify(rows()), 404],
    ["jsonify with 200", () => jsonify({ a: 1 }, 200), 200],
    ["jsonify of a stream with 200", () => jsonify(rows(), 200), 200],
    ["a Response with 200", () => new Response("found", { status: 200 }), 200],
    ["a web response", () => new globalThis.Response("found"), 200],
  ])("%s", async (_, handler, status) => {
    app.errorHandler(404, handler);
    expect((await get()).status).toBe(status);
  });
});

describe("an error handler that fails itself", () => {
  test.each([
    [
      "throws",
      (): string => {
        throw new Error("secret");
      },
    ],
    ["rejects", async (): Promise<string> => Promise.reject(new Error("secret"))],
    ["returns undefined", (): string => undefined as never],
    ["returns an error", () => new Error("secret")],
  ])("%s: a bare 500, logged once", async (_, handler) => {
    app.errorHandler(404, handler);
    const response = await get();
    expect([response.status, await response.text()]).toEqual([500, bare500]);
    expect(log.entries).toEqual([["error", "GET / failed", expect.any(Error)]]);
  });

  test("with a value that cannot be JSON: a bare 500, logged once", async () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    app.errorHandler(404, () => circle);
    expect(await (await get()).text()).toBe(bare500);
    expect(log.entries).toHaveLength(1);
  });

  test("with such a value later: a bare 500, logged once", async () => {
    app.errorHandler(404, async () => Promise.resolve({ later: Promise.reject(new Error("x")) }));
    expect(await (await get()).text()).toBe(bare500);
    expect(log.entries).toHaveLength(1);
  });

  test("by aborting: the client hears that", async () => {
    app.errorHandler(404, () => abort(410, "gone"));
    expect(await (await get()).json()).toMatchObject({ status: 410, detail: "gone" });
    expect(log.entries).toEqual([]);
  });

  test("by throwing a response: that is the answer", async () => {
    app.errorHandler(404, () => {
      throw new Response("ours", { status: 410 });
    });
    app.errorHandler(405, () => {
      throw new globalThis.Response("the web's", { status: 411 });
    });
    app.post("/only-post", () => "x");
    const [ours, webs] = [await get(), await get("/only-post")];
    expect([ours.status, await ours.text()]).toEqual([410, "ours"]);
    expect([webs.status, await webs.text()]).toEqual([411, "the web's"]);
  });

  test("is not asked again", async () => {
    let calls = 0;
    app.errorHandler(Error, () => {
      calls++;
      throw new Error("again");
    });
    failing(new Error("first"));
    expect((await get()).status).toBe(500);
    expect(calls).toBe(1);
  });
});

test("a failure after the client has left is no bug: it is only a debug message", async () => {
  const leaving = new AbortController();
  app.get("/", ({ signal }): string => {
    leaving.abort();
    signal.throwIfAborted();
    return "x";
  });
  await app.fetch(new Request("http://localhost/", { signal: leaving.signal }));
  expect(log.entries).toEqual([["debug", "GET / failed", expect.anything()]]);
});

describe("a body that the server refused", () => {
  const refused = { status: 413, code: "body-too-large", detail: "too large" };

  test("is answered with its status and its reason", async () => {
    failing(new BodyError(refused));
    const response = await get();
    expect([response.status, await response.json()]).toMatchObject([413, { detail: "too large" }]);
    expect(log.entries).toEqual([]);
  });

  test("is a line in debug, with the code", async () => {
    app.debug = true;
    failing(new BodyError(refused));
    await get();
    expect(log.entries).toEqual([
      ["debug", "GET /: refused the body with 413: too large    [body-too-large]"],
    ]);
  });
});

describe("handlers of scopes", () => {
  class CardError extends PaymentError {}

  test("what nobody handles becomes a 500, for which the nearest handler is asked", async () => {
    app.errorHandler(PaymentError, () => "app, by class");
    failing(new CardError("x"));
    const route = app.get("/route", (): string => {
      throw new CardError("x");
    });
    route.errorHandler(500, () => "route, by 500");
    expect(await (await get("/route")).text()).toBe("app, by class");
    expect(log.entries).toEqual([]);
  });

  test("a handler for every HTTPError is asked about what nobody foresaw too, as in Flask", async () => {
    app.errorHandler(HTTPError, (error) => ({ status: error.status }));
    failing(new Error("secret"));
    const response = await get();
    expect([response.status, await response.json()]).toEqual([500, { status: 500 }]);
    expect(log.entries).toEqual([["error", "GET / failed", new Error("secret")]]);
  });

  test("a class of a status catches errors of that status, whoever makes them", async () => {
    app.errorHandler(NotFound, (error) => `not found: ${error.detail ?? ""}`);
    app.get("/aborts", () => abort(404, "by abort"));
    app.get("/throws", (): string => {
      throw new HTTPError(404, "by HTTPError");
    });
    expect(await (await get("/aborts")).text()).toBe("not found: by abort");
    expect(await (await get("/throws")).text()).toBe("not found: by HTTPError");
    expect(await (await get("/nowhere")).text()).toBe("not found: no route matches this path");
  });

  test.each([
    ["a malformed body", BadRequest, "{", "application/json", "json"],
    ["a body of another type", UnsupportedMediaType, "{}", "text/plain", "json"],
    ["a form of another type", UnsupportedMediaType, "a=1", "text/plain", "form"],
    ["a form without a boundary", BadRequest, "a=1", "multipart/form-data", "form"],
    ["a body above the limit", ContentTooLarge, "[1,2,3,4,5]", "application/json", "json"],
  ] as const)(
    "%s is caught by the class of its status",
    async (_, type, body, contentType, part) => {
      app.post("/", { bodyLimit: 10 }, async (context) => {
        await context[part]();
        return "read";
      });
      app.errorHandler(type, (error) => `${error.constructor.name}, foreseen`);
      const headers = { "content-type": contentType };
      const response = await app.testClient().post("/", { body, headers });
      expect(await response.text()).toBe(`${type.name}, foreseen`);
    },
  );

  test("what a handler throws is given to the others, each once", async () => {
    const order: string[] = [];
    app.errorHandler(PaymentError, () => {
      order.push("payment");
      return abort(409, "see another");
    });
    app.errorHandler(409, () => {
      order.push("conflict");
      throw new PaymentError("again");
    });
    failing(new PaymentError("first"));
    const response = await get();
    expect([response.status, await response.text()]).toEqual([500, bare500]);
    expect(order).toEqual(["payment", "conflict"]);
  });
});

describe("what a 500 says in production is the same to the last byte, wherever it fails", () => {
  const secret = new Error("secret", { cause: new Error("deeper secret") });
  const fail = (): never => {
    throw secret;
  };

  test.each<[string, (app: Hipflask) => void]>([
    ["a handler", (a) => a.get("/", fail)],
    ["a before-hook", (a) => (a.get("/", () => "x"), a.beforeRequest(fail))],
    ["an after-hook", (a) => (a.get("/", () => "x"), a.afterRequest(fail))],
    ["a preprocessor of values", (a) => (a.get("/", () => "x"), a.urlValuePreprocessor(fail))],
    ["a provider", (a) => a.get("/", (context) => provide(fail)(context) as string)],
    [
      "afterThisRequest",
      (a) => a.get("/", ({ afterThisRequest }) => (afterThisRequest(fail), "x")),
    ],
    ["encoding", (a) => a.get("/", () => ({ toJSON: fail }))],
    ["an error handler", (a) => (a.get("/", fail), a.errorHandler(500, fail))],
    [
      "the first item of a stream",
      (a) =>
        a.get("/", async function* () {
          yield fail();
        }),
    ],
  ])("%s", async (_, prepare) => {
    prepare(app);
    const response = await get();
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
      500,
      "application/problem+json",
      bare500,
    ]);
    expect(log.entries.map(([level]) => level)).toContain("error");
  });
});
