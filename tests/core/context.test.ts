import { beforeEach, describe, expect, test } from "vitest";
import { Config } from "../../src/app/config.ts";
import { Hipflask } from "../../src/app/hipflask.ts";
import { Blueprint } from "../../src/core/blueprint.ts";
import { createContext } from "../../src/core/context.ts";
import { bareEndpoint } from "./bare-endpoint.ts";
import { recordedLog, type RecordedLog } from "./recorded-log.ts";

let log: RecordedLog;
let app: Hipflask;

beforeEach(() => {
  log = recordedLog();
  app = new Hipflask({ log });
});

const json = async (path: string, init?: RequestInit): Promise<unknown> =>
  (await app.fetch(new Request(`http://localhost${path}`, init))).json();

describe("path values", () => {
  test("stand beside everything else, converted", async () => {
    app.get("/<name>/<int:id>/<float:x>/<any(on,off):state>", ({ name, id, x, state, path }) => [
      name,
      id,
      x,
      state,
      path,
    ]);
    expect(await json("/a%2Fb/7/1.5/on")).toEqual(["a/b", 7, 1.5, "on", "/a%2Fb/7/1.5/on"]);
  });

  test("are all in params", async () => {
    app.get("/<name>/<int:id>", ({ params }) => params);
    expect(await json("/sweety/7")).toEqual({ name: "sweety", id: 7 });
  });

  test("there are none: params is empty", async () => {
    app.get("/", ({ params }) => params);
    expect(await json("/")).toEqual({});
  });
});

describe("the parts of a request", () => {
  test("can all be destructured", async () => {
    app.post("/", ({ method, url, query, headers, cookies, request, signal }) => ({
      method,
      url,
      query,
      header: headers.get("x-a"),
      cookie: cookies["c"] ?? null,
      sameMethod: request.method === method,
      aborted: signal.aborted,
    }));
    const headers = { "x-a": "1", cookie: "c=2" };
    expect(await json("/?page=2", { method: "POST", headers })).toEqual({
      method: "POST",
      url: "http://localhost/?page=2",
      query: { page: "2" },
      header: "1",
      cookie: "2",
      sameMethod: true,
      aborted: false,
    });
  });

  test("a GET handler can tell HEAD", async () => {
    let seen = "";
    app.get("/", ({ method }) => {
      seen = method;
      return "x";
    });
    await app.testClient().head("/");
    expect(seen).toBe("HEAD");
  });

  test("the body can be read after destructuring, in any form, again and again", async () => {
    app.post("/", async ({ json, text, bytes }) => [
      await text(),
      await json(),
      (await bytes()).length,
      await json(),
    ]);
    const init = {
      method: "POST",
      body: '{"a":1}',
      headers: { "content-type": "application/json" },
    };
    expect(await json("/", init)).toEqual(['{"a":1}', { a: 1 }, 7, { a: 1 }]);
  });

  test("a form can be read", async () => {
    app.post("/", async ({ form }) => [...(await form())]);
    expect(await json("/", { method: "POST", body: new URLSearchParams("a=1&b=2") })).toEqual([
      ["a", "1"],
      ["b", "2"],
    ]);
  });

  test("of the application its settings and its URLs can be had, in a blueprint too", async () => {
    const config = new Config({ pageSize: 20 });
    const configured = new Hipflask({ config, serverName: "example.com" });
    const users = new Blueprint("users", { urlPrefix: "/users" });
    users.get("/<int:id>", { name: "show" }, ({ app: current }) => ({
      pageSize: current.config["pageSize"],
      relative: current.urlFor("users.show", { id: 8 }),
      absolute: current.urlFor("users.show", { id: 8 }, { external: true }),
      debug: current.debug,
    }));
    configured.register(users);
    expect(await (await configured.testClient().get("/users/7")).json()).toEqual({
      pageSize: 20,
      relative: "/users/8",
      absolute: "http://example.com/users/8",
      debug: false,
    });
  });

  test("without settings, config is there and empty", async () => {
    app.get("/x", ({ app: current }) => current.config);
    expect(await (await app.testClient().get("/x")).json()).toEqual({});
  });

  test("app and log are the application's", async () => {
    app.get("/", (context) => {
      context.log.info("here");
      return { same: context.app === app };
    });
    expect(await json("/")).toEqual({ same: true });
    expect(log.entries).toEqual([["info", "here"]]);
  });
});

describe("g", () => {
  test("is one object for a request, and another for the next", async () => {
    app.get("/", ({ g, request }) => {
      const before = g["seen"] ?? null;
      g["seen"] = request.path;
      return { before, after: g["seen"] };
    });
    expect(await json("/")).toEqual({ before: null, after: "/" });
    expect(await json("/")).toEqual({ before: null, after: "/" });
  });

  test("has no names but those that were put there", async () => {
    app.get("/", (context) => ({ same: context.g === context.g, empty: "toString" in context.g }));
    expect(await json("/")).toEqual({ same: true, empty: false });
  });
});

test("nothing of a request is read before a handler asks for it", () => {
  const refuse = (): never => {
    throw new Error("read without need");
  };
  const incoming = new Proxy({}, { get: refuse, has: refuse }) as never;
  const endpoint = bareEndpoint();
  expect(() => createContext(app, incoming, endpoint, ["id"], [7])).not.toThrow();
});

describe("after", () => {
  test("does not hold up the answer, and settled waits for it", async () => {
    const order: string[] = [];
    let finish = (): void => {};
    app.get("/", ({ after }) => {
      after(new Promise<void>((resolve) => (finish = resolve)).then(() => order.push("work done")));
      return "x";
    });
    await app.testClient().get("/");
    order.push("answered");
    const settled = app.settled().then(() => order.push("settled"));
    finish();
    await settled;
    expect(order).toEqual(["answered", "work done", "settled"]);
  });

  test("work that begins more work is waited for to the end", async () => {
    const done: string[] = [];
    app.get("/", ({ after }) => {
      after(
        Promise.resolve().then(() => {
          done.push("first");
          after(new Promise((resolve) => setTimeout(resolve, 5)).then(() => done.push("second")));
        }),
      );
      return "x";
    });
    await app.testClient().get("/");
    await app.settled();
    expect(done).toEqual(["first", "second"]);
  });

  test("a failure is logged, and nothing else comes of it", async () => {
    app.get("/", ({ after }) => {
      after(Promise.reject(new Error("mail not sent")));
      return "x";
    });
    expect((await app.testClient().get("/")).status).toBe(200);
    await app.settled();
    expect(log.entries).toEqual([
      ["error", "work after a response failed", new Error("mail not sent")],
    ]);
  });

  test("reaches the platform that would end otherwise, and cannot fail there", async () => {
    const kept: Promise<unknown>[] = [];
    app.get("/", ({ after }) => {
      after(Promise.reject(new Error("mail not sent")));
      return "x";
    });
    const context = { waitUntil: (work: Promise<unknown>) => void kept.push(work) };
    await app.fetch(new Request("http://localhost/"), {}, context);
    expect(await Promise.all(kept)).toEqual([undefined]);
  });

  test("without work, settled is at once", async () => {
    await expect(app.settled()).resolves.toBeUndefined();
  });
});

test("signal is aborted when the client goes away", async () => {
  const leaving = new AbortController();
  let seen: AbortSignal | undefined;
  app.get("/", ({ signal }) => {
    seen = signal;
    return "x";
  });
  await app.fetch(new Request("http://localhost/", { signal: leaving.signal }));
  expect(seen?.aborted).toBe(false);
  leaving.abort();
  expect(seen?.aborted).toBe(true);
});
