import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { jsonify } from "../../src/core/jsonify.ts";
import { ndjson } from "../../src/core/item-stream.ts";
import { Response } from "../../src/core/response.ts";
import type { Returnable } from "../../src/core/returnable.ts";
import type { RouteOptions } from "../../src/core/route.ts";
import type { TestClient } from "../../src/testing/test-client.ts";
import { recordedLog } from "./recorded-log.ts";

// 128 bits of SHA-256 of the body, in base64 without padding.
const tagOfUsers = '"u0Hu7tt3iaNILMdKGsjYTg"';

const users = [{ id: 1 }];

function client(handler: () => Returnable, options: RouteOptions = { etag: true }): TestClient {
  const app = new Hipflask({ log: recordedLog() });
  app.get("/", options, handler);
  app.post("/", options, handler);
  return app.testClient();
}

const get = (
  handler: () => Returnable,
  headers: Record<string, string> = {},
  options?: RouteOptions,
): Promise<globalThis.Response> => client(handler, options).get("/", { headers });

describe("an ETag", () => {
  test("is made from the bytes of the body, the same everywhere", async () => {
    expect((await get(() => users)).headers.get("etag")).toBe(tagOfUsers);
  });

  test.each<[string, RouteOptions["etag"], string | null]>([
    ["true", true, tagOfUsers],
    ["strong", "strong", tagOfUsers],
    ["weak", "weak", `W/${tagOfUsers}`],
    ["false", false, null],
    ["undefined", undefined, null],
  ])("of a route that says %s is %j", async (_, etag, tag) => {
    expect((await get(() => users, {}, { etag })).headers.get("etag")).toBe(tag);
  });

  test.each<[string, RouteOptions["etag"], RouteOptions["etag"], string | null]>([
    ["its own is made without the route's", undefined, true, tagOfUsers],
    ["its own kind wins", "strong", "weak", `W/${tagOfUsers}`],
    ["false wins over the route", true, false, null],
  ])("of a response: %s", async (_, ofRoute, ofResponse, tag) => {
    const response = await get(() => jsonify(users, { etag: ofResponse }), {}, { etag: ofRoute });
    expect(response.headers.get("etag")).toBe(tag);
  });

  test("differs for bodies that differ, and in nothing else", async () => {
    const other = (await get(() => [{ id: 2 }])).headers.get("etag");
    expect(other).not.toBe(tagOfUsers);
    expect(
      (await get(() => jsonify([{ id: 2 }], { headers: { "x-a": "1" } }))).headers.get("etag"),
    ).toBe(other);
  });

  test.each([
    ["text", () => "ü"],
    ["bytes", () => new Response(new Uint8Array([195, 188]))],
  ])("of %s is of its bytes", async (_, handler) => {
    expect((await get(handler)).headers.get("etag")).toBe('"YHR0ykdalyTXNgq6caVtXQ"');
  });

  test("that the response brings is kept, and compared", async () => {
    const handler = (): Returnable => jsonify(users, { headers: { etag: '"v7"' } });
    expect((await get(handler)).headers.get("etag")).toBe('"v7"');
    expect((await get(handler, { "if-none-match": '"v7"' })).status).toBe(304);
    expect((await get(handler, { "if-none-match": tagOfUsers })).status).toBe(200);
  });

  test("without the option is only a field", async () => {
    const handler = (): Returnable => jsonify(users, { headers: { etag: '"v7"' } });
    expect((await get(handler, { "if-none-match": '"v7"' }, {})).status).toBe(200);
  });
});

describe("If-None-Match", () => {
  test.each([
    ["the tag", tagOfUsers, 304],
    ["the tag, weakened on its way", `W/${tagOfUsers}`, 304],
    ["a list with the tag", `"a", W/"b", ${tagOfUsers}`, 304],
    ["any", "*", 304],
    ["another", '"a"', 200],
    ["nonsense", "nonsense", 200],
    ["nonsense beside the tag", `nonsense, ${tagOfUsers}`, 304],
    ["a tag without quotes", tagOfUsers.slice(1, -1), 200],
    ["nothing", "", 200],
  ])("with %s", async (_, field, status) => {
    const response = await get(() => users, { "if-none-match": field });
    expect(response.status).toBe(status);
    expect(response.headers.get("etag")).toBe(tagOfUsers);
    expect(await response.text()).toBe(status === 304 ? "" : '[{"id":1}]');
  });

  test("matches a weak tag too", async () => {
    const headers = { "if-none-match": tagOfUsers };
    expect((await get(() => users, headers, { etag: "weak" })).status).toBe(304);
  });
});

test("a 304 keeps what caches and clients need, and drops what describes the body", async () => {
  const kept: [string, string][] = [
    ["cache-control", "max-age=60"],
    ["content-location", "/users.json"],
    ["expires", "Tue, 14 Nov 2023 22:13:20 GMT"],
    ["set-cookie", "a=1"],
    ["set-cookie", "b=2"],
    ["vary", "accept-language"],
    ["x-request-id", "7"],
  ];
  const dropped: [string, string][] = [
    ["content-digest", "sha-256=:AA==:"],
    ["content-encoding", "identity"],
    ["content-language", "de"],
    ["last-modified", "Tue, 14 Nov 2023 22:13:20 GMT"],
  ];
  const response = await get(() => jsonify(users, { headers: [...kept, ...dropped] }), {
    "if-none-match": "*",
  });
  expect(response.status).toBe(304);
  // Runtimes put the lines of a response into orders of their own.
  const lines = [...response.headers].filter(([name]) => name !== "date").map(String);
  const wanted = [...kept, ["etag", tagOfUsers]].map(String);
  expect(lines.toSorted()).toEqual(wanted.toSorted());
});

describe("If-Match", () => {
  test.each([
    ["the tag", tagOfUsers, 200],
    ["a list with the tag", `"a", ${tagOfUsers}`, 200],
    ["any", "*", 200],
    ["another", '"a"', 412],
    ["the tag as a weak one", `W/${tagOfUsers}`, 412],
    ["nonsense", "nonsense", 412],
  ])("with %s", async (_, field, status) => {
    const response = await get(() => users, { "if-match": field });
    expect(response.status).toBe(status);
    expect(response.headers.get("etag")).toBe(tagOfUsers);
  });

  test("that does not hold is a problem, and comes before If-None-Match", async () => {
    const response = await get(() => users, { "if-match": '"a"', "if-none-match": "*" });
    expect(await response.json()).toEqual({
      type: "about:blank",
      title: "Precondition Failed",
      status: 412,
      detail: "this is not the version that the request asks for",
      instance: "/",
    });
  });

  test("never holds for a weak tag", async () => {
    const headers = { "if-match": `W/${tagOfUsers}` };
    expect((await get(() => users, headers, { etag: "weak" })).status).toBe(412);
  });

  test("that does not hold is an error like others", async () => {
    const app = new Hipflask();
    app.get("/", { etag: true }, () => users);
    app.errorHandler(412, () => "reload");
    const response = await app.testClient().get("/", { headers: { "if-match": '"a"' } });
    expect([response.status, await response.text()]).toEqual([412, "reload"]);
  });
});

test.each([
  ["", {}, 200],
  [" that the client has", { "if-none-match": tagOfUsers }, 304],
  [" of another version", { "if-match": '"a"' }, 412],
])("HEAD of a body%s answers as GET", async (_, headers: Record<string, string>, status) => {
  const tested = client(() => users);
  const [got, head] = [await tested.get("/", { headers }), await tested.head("/", { headers })];
  expect(head.status).toBe(status);
  expect([...head.headers]).toEqual([...got.headers]);
  expect(await head.text()).toBe("");
});

describe("left as they are", () => {
  async function* rows(): AsyncGenerator<number> {
    yield 1;
  }
  test.each<[string, () => Returnable, number]>([
    ["a 201", () => jsonify(users, 201), 201],
    ["a 404", () => jsonify(users, 404), 404],
    ["a stream of values", () => rows(), 200],
    ["a stream of lines", () => ndjson(users), 200],
    ["a stream of bytes", () => new Blob(["a"]).stream(), 200],
    ["an answer without a body", () => new Response(null), 200],
  ])("%s", async (_, handler, status) => {
    const response = await get(handler, { "if-none-match": "*", "if-match": '"a"' });
    expect(response.status).toBe(status);
    expect(response.headers.get("etag")).toBeNull();
    await response.body?.cancel();
  });

  test("the answer to a POST, whose work is done", async () => {
    const response = await client(() => users).post("/", { headers: { "if-none-match": "*" } });
    expect([response.status, response.headers.get("etag")]).toEqual([200, null]);
  });

  test("an error", async () => {
    const response = await get(() => new Error("x"), { "if-none-match": "*" });
    expect([response.status, response.headers.get("etag")]).toEqual([500, null]);
  });
});

test("a tag is made again for a response that is given twice", async () => {
  const shared = jsonify(users, { headers: { "x-a": "1" }, etag: true });
  const tested = client(() => shared);
  const [one, two] = [await tested.get("/"), await tested.get("/")];
  expect([...two.headers]).toEqual([...one.headers]);
});
