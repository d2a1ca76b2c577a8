import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { jsonify } from "../../src/core/jsonify.ts";
import { ndjson } from "../../src/core/item-stream.ts";
import { Response, type BodySource } from "../../src/core/response.ts";
import type { Returnable } from "../../src/core/returnable.ts";
import type { RouteOptions } from "../../src/core/route-options.ts";
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

test("a 304 that a handler makes itself says nothing of a body, either", async () => {
  const headers = { etag: '"x"', "content-language": "en", vary: "accept" };
  const response = await get(() => new Response("x", { status: 304, headers }), {}, {});
  expect(response.status).toBe(304);
  expect(Object.fromEntries(response.headers)).toEqual({ etag: '"x"', vary: "accept" });
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

const alphabet = "abcdefghijklmnopqrstuvwxyz";
const lastModified = new Date("2023-11-14T22:13:20Z");
const date = "Tue, 14 Nov 2023 22:13:20 GMT";

/** A response that says its version, and heeds conditions. */
function letters(body: BodySource = alphabet): Response {
  const response = new Response(body, { mimetype: "text/plain", headers: { "x-keep": "1" } });
  response.setETag("v1");
  response.lastModified = lastModified;
  return response.makeConditional({ acceptRanges: true });
}

describe("makeConditional", () => {
  test.each<[Record<string, string>, number]>([
    [{}, 200],
    [{ "if-none-match": 'W/"v1"' }, 304],
    [{ "if-none-match": '"v2"', "if-modified-since": date }, 200],
    [{ "if-modified-since": date }, 304],
    [{ "if-modified-since": "yesterday" }, 200],
    [{ "if-match": '"v2"' }, 412],
    [{ "if-unmodified-since": "Mon, 13 Nov 2023 00:00:00 GMT" }, 412],
    [{ range: "bytes=0-4" }, 206],
    [{ range: "bytes=99-" }, 416],
    // RFC 9110 §13.2.2: the range comes last.
    [{ range: "bytes=0-4", "if-none-match": '"v1"' }, 304],
    [{ range: "bytes=99-", "if-match": '"v2"' }, 412],
  ])("answers %j with %i", async (headers, status) => {
    const response = await get(() => letters(), headers, {});
    expect(response.status).toBe(status);
  });

  test("answers HEAD as GET, but for ranges", async () => {
    const tested = client(() => letters(), {});
    const head = await tested.head("/", { headers: { range: "bytes=0-4" } });
    expect([head.status, head.headers.get("content-length")]).toEqual([200, "26"]);
    expect((await tested.head("/", { headers: { "if-none-match": '"v1"' } })).status).toBe(304);
  });

  test("leaves a POST alone, whose work is done", async () => {
    const response = await client(() => letters(), {}).post("/", {
      headers: { "if-none-match": '"v1"', range: "bytes=0-4" },
    });
    expect([response.status, await response.text()]).toEqual([200, alphabet]);
  });

  test("keeps the date in a 304 only where there is no tag", async () => {
    const dated = (): Response => {
      const response = new Response("x");
      response.lastModified = lastModified;
      return response.makeConditional();
    };
    const headers = { "if-modified-since": date };
    const ofDated = await get(dated, headers, {});
    expect([ofDated.status, ofDated.headers.get("last-modified")]).toEqual([304, date]);
    expect((await get(() => letters(), headers, {})).headers.get("last-modified")).toBeNull();
  });

  test("heeds what a hook before sending may still change", async () => {
    const response = letters();
    response.body = "0123456789";
    response.setETag("v2");
    const got = await get(() => response, { range: "bytes=-3", "if-range": '"v2"' }, {});
    expect([got.status, await got.text()]).toEqual([206, "789"]);
  });

  test("works on values, which are encoded first", async () => {
    const handler = (): Response => jsonify({ a: 1 }).makeConditional({ acceptRanges: true });
    const got = await get(handler, { range: "bytes=1-3" }, {});
    expect([got.status, await got.text()]).toEqual([206, '"a"']);
  });

  test("tells a stream that the client has it", async () => {
    let stopped = 0;
    const source = {
      [Symbol.asyncIterator]: () => source,
      next: async () => Promise.reject(new Error("was read")),
      return: async () => Promise.resolve({ done: true as const, value: void stopped++ }),
    };
    expect((await get(() => letters(source), { "if-none-match": "*" }, {})).status).toBe(304);
    expect((await get(() => letters(source), { "if-match": '"v2"' }, {})).status).toBe(412);
    expect(stopped).toBe(2);
  });

  test("sends a stream whole, whose bytes nobody knows", async () => {
    const got = await get(() => letters(new Blob([alphabet])), { range: "bytes=0-4" }, {});
    expect([got.status, got.headers.get("accept-ranges")]).toEqual([200, null]);
    expect(await got.text()).toBe(alphabet);
  });
});

describe("a range", () => {
  test.each([
    ["bytes=0-4", "abcde", "bytes 0-4/26"],
    ["bytes=25-25", "z", "bytes 25-25/26"],
    ["bytes=0-", alphabet, "bytes 0-25/26"],
    ["bytes=-3", "xyz", "bytes 23-25/26"],
    ["bytes=20-99", "uvwxyz", "bytes 20-25/26"],
    ["bytes=-99", alphabet, "bytes 0-25/26"],
  ])("%s is %j", async (range, text, contentRange) => {
    for (const body of [alphabet, new TextEncoder().encode(alphabet)]) {
      const got = await get(() => letters(body), { range }, {});
      expect(got.status).toBe(206);
      expect(await got.text()).toBe(text);
      expect(Object.fromEntries(got.headers)).toMatchObject({
        "accept-ranges": "bytes",
        "content-length": String(text.length),
        "content-range": contentRange,
        "content-type": "text/plain; charset=utf-8",
        etag: '"v1"',
        "last-modified": date,
        "x-keep": "1",
      });
    }
  });

  test.each(["bytes=4-0", "bytes=a-b", "rows=0-4", "bytes=0-1, 4-5"])(
    "%s gets the whole",
    async (range) => {
      const got = await get(() => letters(), { range }, {});
      expect([got.status, await got.text()]).toEqual([200, alphabet]);
      expect(got.headers.get("accept-ranges")).toBe("bytes");
      expect(got.headers.get("content-range")).toBeNull();
    },
  );

  test("outside of the body is a problem that says how long it is", async () => {
    const got = await get(() => letters(), { range: "bytes=26-" }, {});
    expect(got.headers.get("content-range")).toBe("bytes */26");
    expect(await got.json()).toMatchObject({ status: 416, title: "Range Not Satisfiable" });
  });

  test("is counted in bytes, not in characters", async () => {
    const got = await get(() => letters("ü€"), { range: "bytes=2-4" }, {});
    expect([await got.text(), got.headers.get("content-range")]).toEqual(["€", "bytes 2-4/5"]);
  });
});

describe("addETag", () => {
  const tagged = (): Response => {
    const response = jsonify(users);
    response.addETag();
    return response;
  };

  test("makes a tag from the body, and heeds nothing by itself", async () => {
    const got = await get(tagged, { "if-none-match": tagOfUsers }, {});
    expect([got.status, got.headers.get("etag")]).toEqual([200, tagOfUsers]);
  });

  test("makes one for the answer to a POST, too", async () => {
    expect((await client(tagged, {}).post("/")).headers.get("etag")).toBe(tagOfUsers);
  });

  test("is heeded with makeConditional, or by a route with etag", async () => {
    const headers = { "if-none-match": tagOfUsers };
    const both = (): Response => tagged().makeConditional();
    expect((await get(both, headers, {})).status).toBe(304);
    expect((await get(tagged, headers, { etag: true })).status).toBe(304);
  });

  test("makes a weak one, and keeps one that is there", async () => {
    const weak = (): Response => {
      const response = jsonify(users);
      response.addETag("weak");
      return response;
    };
    expect((await get(weak, {}, {})).headers.get("etag")).toBe(`W/${tagOfUsers}`);
    const kept = (): Response => {
      const response = tagged();
      response.setETag("v7");
      return response;
    };
    expect((await get(kept, {}, {})).headers.get("etag")).toBe('"v7"');
  });
});

test("a tag is made again for a response that is given twice", async () => {
  const shared = jsonify(users, { headers: { "x-a": "1" }, etag: true });
  const tested = client(() => shared);
  const [one, two] = [await tested.get("/"), await tested.get("/")];
  expect([...two.headers]).toEqual([...one.headers]);
});
