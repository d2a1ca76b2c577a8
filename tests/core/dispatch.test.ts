import { beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { jsonify } from "../../src/core/jsonify.ts";
import { abort } from "../../src/errors/abort.ts";
import { BodyError } from "../../src/gateway.ts";
import { wire } from "../../src/testing/wire.ts";
import { incoming } from "./incoming.ts";
import { recordedLog, type RecordedLog } from "./recorded-log.ts";

let log: RecordedLog;
let app: Hipflask;

beforeEach(() => {
  log = recordedLog();
  app = new Hipflask({ log, bodyLimit: 100 });
  app.get("/", () => jsonify({ ok: true }, { headers: { "x-a": "1" } }));
  app.get("/hello", () => "hello");
  app.get("/folder/", () => "folder");
  app.get("/users/<int:id>", ({ id }) => ({ id }));
  app.post("/users", async ({ json }) => jsonify(await json(), 201));
  app.post("/upload", { bodyLimit: 1000 }, async ({ bytes }) => (await bytes()).length);
  app.post("/ignores", () => "ignored");
});

const problem = async (response: globalThis.Response): Promise<unknown> => {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  return response.json();
};

describe("every failure is a problem document of its status", () => {
  test("400 for a path that cannot be decoded", async () => {
    const answer = await wire(
      app,
      "GET /users/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain("content-type: application/problem+json\r\n");
    expect(JSON.parse(answer.split("\r\n\r\n")[1]!)).toMatchObject({
      status: 400,
      instance: "/users/%zz",
    });
  });

  test("400 for malformed JSON, with the place", async () => {
    const headers = { "content-type": "application/json" };
    const response = await app.testClient().post("/users", { body: '{"a":}', headers });
    expect(response.status).toBe(400);
    expect(await problem(response)).toMatchObject({
      type: "about:blank",
      title: "Bad Request",
      status: 400,
      instance: "/users",
      errors: [{ in: "body", pointer: "/a", line: 1, column: 6 }],
    });
  });

  test("404 for an unknown path", async () => {
    const response = await app.testClient().get("/nowhere?x=1");
    expect(response.status).toBe(404);
    expect(await problem(response)).toEqual({
      type: "about:blank",
      title: "Not Found",
      status: 404,
      detail: "no route matches this path",
      instance: "/nowhere",
    });
  });

  test.each(["/users/x", "/users/-1", "/users/", "/hello/", "/Hello", "/users/1/2"])(
    "404 for %s",
    async (path) => {
      expect((await app.testClient().get(path)).status).toBe(404);
    },
  );

  test("405 for a wrong method, with Allow", async () => {
    const response = await app.testClient().delete("/hello");
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    expect(await problem(response)).toMatchObject({
      status: 405,
      detail: "this path answers GET, HEAD, OPTIONS",
    });
  });

  test("413 for a body over the limit, before the handler runs", async () => {
    const response = await app.testClient().post("/ignores", { body: "x".repeat(101) });
    expect(response.status).toBe(413);
    expect(await problem(response)).toMatchObject({ title: "Content Too Large", status: 413 });
  });

  test("415 for a body that is not JSON", async () => {
    const response = await app.testClient().post("/users", { body: "a=1" });
    expect(response.status).toBe(415);
    expect(await problem(response)).toMatchObject({ title: "Unsupported Media Type" });
  });

  test("431 for a head over the limit, on the wire", async () => {
    const answer = await wire(app, `GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain("content-type: application/problem+json\r\n");
    expect(JSON.parse(answer.split("\r\n\r\n")[1]!)).toMatchObject({ status: 431 });
  });

  test("none of them is logged", async () => {
    await app.testClient().get("/nowhere");
    await app.testClient().post("/users", { body: "a=1" });
    expect(log.entries).toEqual([]);
  });
});

describe("HEAD", () => {
  test("is answered as GET, with the same fields and no body", async () => {
    const client = app.testClient();
    const [get, head] = [await client.get("/"), await client.head("/")];
    expect(head.status).toBe(200);
    expect([...head.headers]).toEqual([...get.headers]);
    expect(head.headers.get("content-length")).toBe("11");
    expect(await head.text()).toBe("");
  });

  test("of an unknown path is 404 without a body", async () => {
    const response = await app.testClient().head("/nowhere");
    expect([response.status, await response.text()]).toEqual([404, ""]);
  });

  test("is refused where GET is", async () => {
    expect((await app.testClient().head("/users")).status).toBe(405);
  });

  test("of a stream tells the source that nobody reads", async () => {
    let reason: unknown = "still open";
    const stream = new ReadableStream({ cancel: (given) => void (reason = given) });
    app.get("/stream", () => stream);
    const response = await app.testClient().head("/stream");
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(reason).toBeUndefined();
  });
});

describe("OPTIONS", () => {
  test("is answered by itself: 200, empty, with Allow", async () => {
    const response = await app.testClient().options("/users");
    expect(response.status).toBe(200);
    expect(response.headers.get("allow")).toBe("OPTIONS, POST");
    expect(await response.text()).toBe("");
  });

  test("is never redirected", async () => {
    const response = await app.testClient().options("/folder");
    expect(response.status).toBe(200);
    expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  });

  test("of an unknown path is 404", async () => {
    expect((await app.testClient().options("/nowhere")).status).toBe(404);
  });

  test("* asks about the server: an empty 200", async () => {
    const answer = await wire(app, "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toContain("content-length: 0\r\n");
  });
});

describe("slashes", () => {
  test.each([
    ["/folder", "/folder/"],
    ["/folder?page=2&x=%2F", "/folder/?page=2&x=%2F"],
    ["//hello", "/hello"],
    ["/users//7", "/users/7"],
    ["//hello?next=//evil.example", "/hello?next=//evil.example"],
  ])("%s is sent to %s", async (target, location) => {
    const outgoing = await app.handle(incoming({ target }));
    expect(outgoing.status).toBe(308);
    expect(outgoing.headers.get("location")).toBe(location);
    expect(outgoing.body).toBeNull();
  });

  test.each(["//evil.example/folder", "/\\evil.example", "//folder//evil.example/.."])(
    "%s never leads to another site",
    async (target) => {
      const outgoing = await app.handle(incoming({ target }));
      const location = outgoing.headers.get("location") ?? "/";
      expect(new URL(location, "http://here.example").origin).toBe("http://here.example");
    },
  );
});

describe("a body", () => {
  test("of the limit is taken, one byte more is not", async () => {
    const client = app.testClient();
    expect((await client.post("/ignores", { body: "x".repeat(100) })).status).toBe(200);
    expect((await client.post("/ignores", { body: "x".repeat(101) })).status).toBe(413);
  });

  test("is counted in bytes, not characters", async () => {
    expect((await app.testClient().post("/ignores", { body: "ü".repeat(51) })).status).toBe(413);
  });

  test("may be larger where the route says so", async () => {
    const client = app.testClient();
    expect(await (await client.post("/upload", { body: "x".repeat(1000) })).json()).toBe(1000);
    expect((await client.post("/upload", { body: "x".repeat(1001) })).status).toBe(413);
  });

  test("is not read where no route is", async () => {
    const readBody = (): never => {
      throw new Error("read without need");
    };
    const outgoing = await app.handle(
      incoming({ method: "POST", target: "/x", hasBody: true, readBody }),
    );
    expect(outgoing.status).toBe(404);
  });

  test.each([
    [
      "at once",
      () => {
        throw new BodyError({ status: 408, code: "x", detail: "too slow" });
      },
    ],
    [
      "later",
      async () => Promise.reject(new BodyError({ status: 408, code: "x", detail: "too slow" })),
    ],
  ])("that cannot be read fails as it says, %s", async (_, readBody) => {
    const request = incoming({ method: "POST", target: "/ignores", hasBody: true, readBody });
    const outgoing = await app.handle(request);
    expect(outgoing.status).toBe(408);
    expect(JSON.parse(outgoing.body as string)).toMatchObject({ detail: "too slow" });
  });

  test.each([
    [
      "at once",
      (): never => {
        throw new Error("socket gone");
      },
    ],
    ["later", async (): Promise<never> => Promise.reject(new Error("socket gone"))],
  ])("whose source breaks is a 500, %s", async (_, readBody) => {
    const request = incoming({ method: "POST", target: "/ignores", hasBody: true, readBody });
    expect((await app.handle(request)).status).toBe(500);
    expect(log.entries).toEqual([["error", "POST /ignores failed", new Error("socket gone")]]);
  });
});

describe("a sync handler is answered synchronously", () => {
  test.each([
    ["a value", "GET", "/users/7"],
    ["text", "GET", "/hello"],
    ["an unknown path", "GET", "/nowhere"],
    ["a wrong method", "DELETE", "/hello"],
    ["OPTIONS", "OPTIONS", "/hello"],
    ["a redirect", "GET", "/folder"],
  ])("%s", (_, method, target) => {
    expect(app.handle(incoming({ method, target }))).not.toBeInstanceOf(Promise);
  });

  test("a body that is there too", () => {
    const readBody = (): Uint8Array => new Uint8Array(3);
    const request = incoming({ method: "POST", target: "/ignores", hasBody: true, readBody });
    expect(app.handle(request)).not.toBeInstanceOf(Promise);
  });

  test("and one that throws", () => {
    app = new Hipflask({ log });
    app.get("/", () => abort(404));
    expect(app.handle(incoming({}))).not.toBeInstanceOf(Promise);
  });

  test("an async one by a promise", () => {
    const request = incoming({ method: "POST", target: "/users" });
    expect(app.handle(request)).toBeInstanceOf(Promise);
  });
});

describe("whatever fails, an answer is given", () => {
  test("a converter of one's own that throws is a 500, and logged", async () => {
    app = new Hipflask({
      log,
      converters: {
        sku: {
          parse: () => {
            throw new Error("bad converter");
          },
          format: String,
        },
      },
    });
    app.get("/<sku:id>" as "/", () => "x");
    expect((await app.handle(incoming({ target: "/7" }))).status).toBe(500);
    expect(log.entries).toEqual([["error", "GET /7 failed", new Error("bad converter")]]);
  });

  test("a value with a toJSON that throws is a 500, and logged once", async () => {
    app = new Hipflask({ log });
    app.get("/", () => ({
      toJSON: () => {
        throw new Error("secret");
      },
    }));
    const response = await app.testClient().get("/");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
    expect(log.entries).toHaveLength(1);
  });
});
