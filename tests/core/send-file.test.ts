import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import {
  sendFileFrom,
  sendFromDirectoryOf,
  type FileSource,
  type SendFileOptions,
} from "../../src/core/send-file.ts";
import { recordedLog } from "./recorded-log.ts";

const alphabet = new TextEncoder().encode("abcdefghijklmnopqrstuvwxyz");
const date = "Tue, 14 Nov 2023 22:13:20 GMT";
const known: SendFileOptions = {
  mimetype: "text/plain",
  etag: "alpha",
  lastModified: new Date(date),
};

async function get(
  options: SendFileOptions,
  headers: Record<string, string> = {},
  source: FileSource = alphabet,
  method: "get" | "head" = "get",
): Promise<Response> {
  const app = new Hipflask({ log: recordedLog() });
  app.get("/", () => sendFileFrom(null, source, options));
  return app.testClient()[method]("/", { headers });
}

describe("bytes as a file", () => {
  test("have type, tag, date, length, and may be kept if they are asked about", async () => {
    const response = await get(known);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "accept-ranges": "bytes",
      "cache-control": "no-cache",
      "content-length": "26",
      "content-type": "text/plain; charset=utf-8",
      etag: '"alpha"',
      "last-modified": date,
    });
    expect(await response.text()).toBe("abcdefghijklmnopqrstuvwxyz");
  });

  test("answer HEAD with the same fields", async () => {
    const [got, head] = [await get(known), await get(known, {}, alphabet, "head")];
    expect([...head.headers]).toEqual([...got.headers]);
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  test.each<[SendFileOptions, string, string | null]>([
    [{ downloadName: "x.json" }, "application/json", "inline; filename=x.json"],
    [
      { downloadName: "x.json", attachment: true },
      "application/json",
      "attachment; filename=x.json",
    ],
    [{ downloadName: "x.unknown" }, "application/octet-stream", "inline; filename=x.unknown"],
    [
      { downloadName: "x.json", mimetype: "text/html" },
      "text/html; charset=utf-8",
      "inline; filename=x.json",
    ],
    [{ mimetype: "image/png", attachment: true }, "image/png", "attachment"],
    [{ mimetype: "image/png" }, "image/png", null],
  ])("with %j are %s, %s", async (options, type, disposition) => {
    const { headers } = await get(options);
    expect(headers.get("content-type")).toBe(type);
    expect(headers.get("content-disposition")).toBe(disposition);
  });

  test("without type and name are a mistake", async () => {
    expect(() => sendFileFrom(null, alphabet)).toThrow("[file-type]");
    expect((await get({})).status).toBe(500);
  });

  test("may be a blob, which says its type", async () => {
    const blob = new Blob([alphabet], { type: "text/csv" });
    const response = await get({}, { range: "bytes=-3" }, blob);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect([response.status, await response.text()]).toEqual([206, "xyz"]);
  });

  test("may be a stream, which has no length and no ranges", async () => {
    const stream = new Blob([alphabet]).stream();
    const response = await get(known, { range: "bytes=0-4" }, stream);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-length")).toBeNull();
    expect(response.headers.get("accept-ranges")).toBeNull();
    expect(await response.text()).toBe("abcdefghijklmnopqrstuvwxyz");
  });

  test.each(["head", "get"] as const)("in a stream that is not wanted: %s", async (method) => {
    let stopped = 0;
    const stream = new ReadableStream<Uint8Array>({ cancel: () => void stopped++ });
    const headers = method === "head" ? {} : { "if-none-match": '"alpha"' };
    await get(known, headers, stream, method);
    expect(stopped).toBe(1);
  });
});

describe("how long a file may be kept", () => {
  test.each<[SendFileOptions, string]>([
    [{}, "no-cache"],
    [{ maxAge: 3600 }, "public, max-age=3600"],
    [{ maxAge: 31_536_000, immutable: true }, "public, max-age=31536000, immutable"],
    [{ maxAge: 0 }, "no-cache, max-age=0"],
  ])("%j: %s", async (options, field) => {
    const response = await get({ ...known, ...options });
    expect(response.headers.get("cache-control")).toBe(field);
    expect(response.headers.has("expires")).toBe(options.maxAge !== undefined);
  });

  test("ends at a time that is said, too", async () => {
    const expires = (await get({ ...known, maxAge: 3600 })).headers.get("expires")!;
    const inSeconds = (Date.parse(expires) - Date.now()) / 1_000;
    expect(inSeconds).toBeGreaterThan(3_500);
    expect(inSeconds).toBeLessThanOrEqual(3_600);
  });

  test.each([-1, 1.5, Number.NaN])("%s is no time", (maxAge) => {
    expect(() => sendFileFrom(null, alphabet, { ...known, maxAge })).toThrow("[cache-directive]");
  });
});

describe("the conditions of a request", () => {
  test.each<[Record<string, string>, number]>([
    [{ "if-none-match": '"alpha"' }, 304],
    [{ "if-none-match": 'W/"alpha"' }, 304],
    [{ "if-none-match": '"beta"', "if-modified-since": date }, 200],
    [{ "if-modified-since": date }, 304],
    [{ "if-match": '"beta"' }, 412],
    [{ range: "bytes=0-4" }, 206],
    [{ range: "bytes=0-4", "if-range": '"beta"' }, 200],
    [{ range: "bytes=26-" }, 416],
    [{ range: "bytes=0-1, 3-4" }, 200],
  ])("%j get %i", async (headers, status) => {
    expect((await get(known, headers)).status).toBe(status);
    expect((await get({ ...known, conditional: false }, headers)).status).toBe(200);
  });

  test("are not heeded for an answer that is no 200", async () => {
    const app = new Hipflask();
    app.get("/", () => {
      const response = sendFileFrom(null, alphabet, known);
      response.status = 404;
      return response;
    });
    const headers = { "if-none-match": '"alpha"', range: "bytes=0-4" };
    expect((await app.testClient().get("/", { headers })).status).toBe(404);
  });

  test("are heeded once a handler says so", async () => {
    const app = new Hipflask();
    app.get("/", () =>
      sendFileFrom(null, alphabet, { ...known, conditional: false }).makeConditional(),
    );
    const client = app.testClient();
    const kept = await client.get("/", { headers: { "if-none-match": '"alpha"' } });
    const part = await client.get("/", { headers: { range: "bytes=0-4" } });
    expect([kept.status, part.status]).toEqual([304, 200]);
  });
});

test("a file keeps what handlers and hooks add", async () => {
  const app = new Hipflask();
  app.get("/", { etag: true }, () => {
    const response = sendFileFrom(null, alphabet, { mimetype: "text/plain", etag: false });
    response.cacheControl({ private: true, maxAge: 60 });
    response.setCookie("seen", "yes");
    return response;
  });
  const { headers } = await app.testClient().get("/");
  expect(headers.get("cache-control")).toBe("private, max-age=60");
  expect(headers.getSetCookie()).toEqual(["seen=yes; Path=/"]);
  // The file's own choice wins over the route's.
  expect(headers.get("etag")).toBeNull();
});

test("the body of a file is the file", async () => {
  const response = sendFileFrom(null, alphabet, known);
  expect(await response.text()).toBe("abcdefghijklmnopqrstuvwxyz");
  expect(await response.text()).toBe("abcdefghijklmnopqrstuvwxyz");
  expect(() => {
    response.body = "other";
  }).toThrow("[response-body]");
});

test("paths need a file system", () => {
  expect(() => sendFileFrom(null, "/etc/hostname")).toThrow("[no-files]");
  expect(() => sendFileFrom(null, new URL("file:///etc/hostname"))).toThrow("[no-files]");
  expect(() => sendFromDirectoryOf(null, "/etc", "hostname")).toThrow("[no-files]");
});
