import { beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { html, noContent } from "../../src/core/answers.ts";
import { Blueprint } from "../../src/core/blueprint.ts";
import { redirect } from "../../src/core/redirect.ts";
import { jsonify } from "../../src/core/jsonify.ts";
import { Response } from "../../src/core/response.ts";
import type { Result, Returnable } from "../../src/core/returnable.ts";
import { recordedLog, type RecordedLog } from "./recorded-log.ts";

let log: RecordedLog;

beforeEach(() => {
  log = recordedLog();
});

/** What a client gets when the route `/` gives back a value. */
const answerTo = (handler: () => Result): Promise<globalThis.Response> => {
  const app = new Hipflask({ log });
  app.get("/", handler);
  return app.testClient().get("/");
};

async function* rows(): AsyncGenerator<unknown> {
  yield { id: 1 };
  yield { id: 2 };
}

const json = "application/json";
const text = "text/plain; charset=utf-8";
const octets = "application/octet-stream";

describe("what a handler gives back, and what the client gets", () => {
  const table: readonly [string, () => Returnable, number, string | null, string][] = [
    ["an object", () => ({ id: 1 }), 200, json, '{"id":1}'],
    ["an empty object", () => ({}), 200, json, "{}"],
    ["an array", () => [1, "a"], 200, json, '[1,"a"]'],
    ["what is a tuple in Python is data here", () => [{ id: 1 }, 201], 200, json, '[{"id":1},201]'],
    ["text", () => "ü", 200, text, "ü"],
    ["empty text", () => "", 200, text, ""],
    ["text that looks like a page is no page", () => "<script>", 200, text, "<script>"],
    ["null", () => null, 200, json, "null"],
    ["a number", () => 7, 200, json, "7"],
    ["0", () => 0, 200, json, "0"],
    ["a number like a status is data", () => 404, 200, json, "404"],
    ["NaN", () => Number.NaN, 200, json, "null"],
    ["true", () => true, 200, json, "true"],
    ["false", () => false, 200, json, "false"],
    ["a bigint", () => 7n, 200, json, '"7"'],
    ["a Date", () => new Date(0), 200, json, '"1970-01-01T00:00:00.000Z"'],
    ["a Map", () => new Map([["a", 1]]), 200, json, '{"a":1}'],
    ["a Set", () => new Set([1, 2]), 200, json, "[1,2]"],
    ["a sync iterable", () => [1, 2].values(), 200, json, "[1,2]"],
    ["a URL", () => new URL("http://a/b"), 200, json, '"http://a/b"'],
    ["bytes", () => new Uint8Array([1, 2]), 200, json, '"AQI="'],
    ["a promise inside", () => ({ a: Promise.resolve(1) }), 200, json, '{"a":1}'],
    ["jsonify with a status", () => jsonify({ id: 1 }, 201), 201, json, '{"id":1}'],
    ["html", () => html("<p>"), 200, "text/html; charset=utf-8", "<p>"],
    ["noContent", () => noContent(), 204, null, ""],
    ["redirect", () => redirect("/a"), 302, null, ""],
    ["a Response", () => new Response("a", { status: 202 }), 202, text, "a"],
    ["a Response of bytes", () => new Response(new Uint8Array([97])), 200, octets, "a"],
    [
      "a web Response",
      () => new globalThis.Response("a", { status: 203, headers: { "content-type": text } }),
      203,
      text,
      "a",
    ],
    [
      "a web Response without a type",
      () => new globalThis.Response(new Uint8Array([97])),
      200,
      null,
      "a",
    ],
    ["an empty web Response", () => new globalThis.Response(null, { status: 204 }), 204, null, ""],
    ["a web stream", () => new Blob(["abc"]).stream(), 200, octets, "abc"],
    ["an async iterable", () => rows(), 200, json, '[{"id":1},{"id":2}]'],
    ["jsonify of an async iterable", () => jsonify(rows(), 201), 201, json, '[{"id":1},{"id":2}]'],
  ];

  test.each(table)("%s", async (_, handler, status, contentType, body) => {
    const response = await answerTo(handler);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe(contentType);
    expect(await response.text()).toBe(body);
    expect(log.entries).toEqual([]);
  });

  test.each(table)("%s, later", async (_, handler, status, contentType, body) => {
    const response = await answerTo(async () => Promise.resolve().then(handler));
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe(contentType);
    expect(await response.text()).toBe(body);
  });
});

test("what acts like a promise is awaited", async () => {
  class Query implements PromiseLike<unknown[]> {
    // oxlint-disable-next-line unicorn/no-thenable -- as query builders are
    then<A, B>(
      resolve?: ((rows: unknown[]) => A | PromiseLike<A>) | null,
      reject?: ((reason: unknown) => B | PromiseLike<B>) | null,
    ): Promise<A | B> {
      return Promise.resolve([{ id: 1 }] as unknown[]).then(resolve, reject);
    }
  }
  expect(await (await answerTo(() => new Query())).json()).toEqual([{ id: 1 }]);
});

describe("nothing given back is a 500 that asks for the return in the log", () => {
  test.each([
    ["by a handler", (): never => undefined as never],
    ["by an async handler", async (): Promise<never> => Promise.resolve(undefined as never)],
  ])("%s", async (_, handler) => {
    const response = await answerTo(handler);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("return");
    expect(log.entries).toEqual([["error", "GET / failed", expect.any(TypeError)]]);
    expect(String(log.entries[0]?.[2])).toContain("did the handler forget to return?");
    expect(String(log.entries[0]?.[2])).toContain("[nothing-returned]");
  });

  test("named with its route, its name and its place, in the program", async () => {
    const app = new Hipflask({ log });
    const users = new Blueprint("users", { urlPrefix: "/users" });
    function showUser(): never {
      return undefined as never;
    }
    users.get("/<int:id>", showUser);
    users.view("/view", { get: () => undefined as never });
    users.get("/named", { name: "by-name" }, () => undefined as never);
    app.register(users);
    app.errorHandler(404, () => undefined as never);
    const client = app.testClient();
    for (const path of ["/users/7", "/users/view", "/users/named", "/nowhere"])
      await client.get(path);
    const messages = log.entries.map(([, , error]) => String(error).split("\n")[1]);
    expect(messages).toEqual([
      expect.stringMatching(/^ {2}GET \/users\/<int:id> {2}showUser( {2}returned\.test\.ts:\d+)?$/),
      expect.stringMatching(/^ {2}GET \/users\/view( {2}returned\.test\.ts:\d+)?$/),
      expect.stringMatching(
        /^ {2}GET \/users\/named {2}users\.by-name( {2}returned\.test\.ts:\d+)?$/,
      ),
      expect.stringMatching(/^ {2}error handler for 404( {2}returned\.test\.ts:\d+)?$/),
    ]);
  });

  test("in jsonify", async () => {
    expect((await answerTo(() => jsonify(undefined))).status).toBe(500);
    expect(String(log.entries[0]?.[2])).toContain("did the handler forget to return?");
  });
});

describe("what cannot be sent is a 500, and logged once with its path", () => {
  test("a circle", async () => {
    const user: { friends: unknown[] } = { friends: [] };
    user.friends.push(user);
    const response = await answerTo(() => ({ users: [user] }));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("users");
    expect(log.entries).toHaveLength(1);
    expect(String(log.entries[0]?.[2])).toContain("users[0].friends[0]");
  });

  test.each([
    ["a function", () => () => 1],
    ["a symbol", () => Symbol("s") as unknown as string],
  ])("%s", async (_, handler) => {
    expect((await answerTo(handler)).status).toBe(500);
    expect(log.entries).toHaveLength(1);
  });

  test("a promise inside that is rejected fails as the handler would", async () => {
    const failing = (): Returnable => ({ a: Promise.reject(new Error("no rows")) });
    expect((await answerTo(failing)).status).toBe(500);
    expect(log.entries).toEqual([["error", "GET / failed", new Error("no rows")]]);
  });
});

test("an Error given back is an Error thrown", async () => {
  expect((await answerTo(() => new TypeError("x"))).status).toBe(500);
  expect(log.entries).toEqual([["error", "GET / failed", new TypeError("x")]]);
});

test("a web response keeps its fields, and its cookies apart", async () => {
  const headers = new Headers([
    ["x-a", "1"],
    ["set-cookie", "a=1"],
    ["set-cookie", "b=2"],
  ]);
  const response = await answerTo(() => new globalThis.Response("a", { headers }));
  expect(response.headers.get("x-a")).toBe("1");
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});

test("a web response that has been read already is a 500 that says so in the log", async () => {
  const read = new globalThis.Response("a");
  await read.text();
  expect((await answerTo(() => read)).status).toBe(500);
  expect(String(log.entries[0]?.[2])).toContain("[response-read]");
});

test("a response given back twice is the same answer twice", async () => {
  const app = new Hipflask({ log });
  const shared = jsonify({ id: 1 }, { headers: { "x-a": "1" } });
  app.get("/", () => shared);
  const [one, two] = [await app.testClient().get("/"), await app.testClient().get("/")];
  expect([...two.headers]).toEqual([...one.headers]);
  expect(await two.text()).toBe(await one.text());
});

describe("a stream of values", () => {
  test("of nothing is an empty array", async () => {
    async function* none(): AsyncGenerator<number> {}
    expect(await (await answerTo(() => none())).text()).toBe("[]");
  });

  test("has null for an item that is undefined, as any array", async () => {
    async function* holes(): AsyncGenerator<unknown> {
      yield* [1, undefined, null, 2];
    }
    expect(await (await answerTo(() => holes())).json()).toEqual([1, null, null, 2]);
  });

  test("uses the options of jsonify and the application's", async () => {
    async function* numbers(): AsyncGenerator<unknown> {
      yield { b: 7n, a: 1 };
    }
    const app = new Hipflask({ log, json: { bigint: "number" } });
    app.get("/", () => jsonify(numbers(), { sortKeys: true }));
    expect(await (await app.testClient().get("/")).text()).toBe('[{"a":1,"b":7}]');
  });

  test("does not hold back what is there while the next item is slow", async () => {
    const gate = makeGate();
    async function* slow(): AsyncGenerator<number> {
      yield 1;
      yield 2;
      await gate.opened;
      yield 3;
    }
    const reader = (await answerTo(() => slow())).body!.getReader();
    const first = await reader.read();
    expect(new TextDecoder().decode(first.value)).toBe("[1,2");
    gate.open();
    let rest = "";
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      rest += new TextDecoder().decode(step.value);
    }
    expect(rest).toBe(",3]");
  });

  test("is stopped when the client leaves", async () => {
    let stopped = false;
    async function* endless(): AsyncGenerator<string> {
      try {
        for (let id = 0; ; id++) {
          yield "x".repeat(1024) + String(id);
          await new Promise((resolve) => setTimeout(resolve, 0));
        }
      } finally {
        stopped = true;
      }
    }
    const reader = (await answerTo(() => endless())).body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(stopped).toBe(true);
  });

  test("that fails half-way breaks off, and is logged once", async () => {
    async function* failing(): AsyncGenerator<number> {
      yield 1;
      throw new Error("disk gone");
    }
    const response = await answerTo(() => failing());
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow("disk gone");
    expect(log.entries).toEqual([
      ["error", expect.stringContaining("GET /"), new Error("disk gone")],
    ]);
  });

  test("with an item that cannot be JSON breaks off", async () => {
    async function* odd(): AsyncGenerator<unknown> {
      const circle: { self?: unknown } = {};
      circle.self = circle;
      yield 1;
      yield circle;
    }
    await expect((await answerTo(() => odd())).text()).rejects.toThrow("it refers back");
    expect(log.entries).toHaveLength(1);
  });
});

function makeGate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
