import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  Blueprint,
  Hipflask,
  abort,
  staticFiles,
  type StaticFilesOptions,
} from "../../src/index.ts";
import { urlFor } from "../../src/core/route.ts";
import type { TestClient } from "../../src/testing/test-client.ts";
import { wire } from "../../src/testing.ts";
import { recordedLog } from "./recorded-log.ts";
import { deviceNames, doublyEncoded, waysOut } from "./traversal-corpus.ts";

let root: string;
let folder: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "hipflask-static-"));
  folder = join(root, "public");
  mkdirSync(join(folder, "folder"), { recursive: true });
  mkdirSync(join(folder, ".hidden"));
  writeFileSync(join(root, "secret.txt"), "SECRET");
  const contents: Record<string, string> = {
    "inside.txt": "inside",
    "folder/inside.txt": "inside",
    "folder/index.html": "<h1>folder</h1>",
    "index.html": "<h1>index</h1>",
    "empty.txt": "",
    "sp ace.txt": "space",
    "naïve ☃.txt": "snow",
    "50%.txt": "percent",
    ".env": "SECRET",
    ".hidden/inside.txt": "SECRET",
    "site.css": "plain css",
    "site.css.br": "BR",
    "site.css.gz": "GZ",
  };
  for (const [name, text] of Object.entries(contents)) {
    writeFileSync(join(folder, name), text);
    utimesSync(join(folder, name), 1_700_000_000, 1_700_000_000);
  }
  writeFileSync(join(folder, "large.bin"), Buffer.alloc(1_000_000, "x"));
  symlinkSync(join(root, "secret.txt"), join(folder, "link.txt"));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function client(options?: StaticFilesOptions): TestClient {
  const app = new Hipflask({ log: recordedLog() });
  app.static("/static", folder, options);
  return app.testClient();
}

describe("a file of the folder", () => {
  test("is sent with its type, name, length, tag, date, and as one that may be kept", async () => {
    const response = await client().get("/static/inside.txt");
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "accept-ranges": "bytes",
      "cache-control": "no-cache",
      "content-disposition": "inline; filename=inside.txt",
      "content-length": "6",
      "content-type": "text/plain; charset=utf-8",
      etag: expect.stringMatching(/^"[0-9a-z-]+"$/),
      "last-modified": "Tue, 14 Nov 2023 22:13:20 GMT",
    });
    expect(await response.text()).toBe("inside");
  });

  test.each([
    ["folder/inside.txt", "inside"],
    ["sp%20ace.txt", "space"],
    ["na%C3%AFve%20%E2%98%83.txt", "snow"],
    ["50%25.txt", "percent"],
    ["empty.txt", ""],
    ["site.css", "plain css"],
  ])("is found at /static/%s", async (path, text) => {
    const response = await client().get(`/static/${path}`);
    expect([response.status, await response.text()]).toEqual([200, text]);
  });

  test("answers HEAD alike, without a body", async () => {
    const [got, head] = [
      await client().get("/static/large.bin"),
      await client().head("/static/large.bin"),
    ];
    expect([...head.headers]).toEqual([...got.headers]);
    expect([head.headers.get("content-length"), await head.text()]).toEqual(["1000000", ""]);
    await got.body?.cancel();
  });

  test("is not sent again to who has it", async () => {
    const etag = (await client().get("/static/inside.txt")).headers.get("etag")!;
    const headers = { "if-none-match": etag };
    const response = await client().get("/static/inside.txt", { headers });
    expect(response.status).toBe(304);
    expect(response.headers.get("etag")).toBe(etag);
    expect(response.headers.get("content-disposition")).toBe("inline; filename=inside.txt");
    const since = { "if-modified-since": "Tue, 14 Nov 2023 22:13:20 GMT" };
    expect((await client().get("/static/inside.txt", { headers: since })).status).toBe(304);
  });

  test("has another tag once it has changed", async () => {
    const path = join(folder, "changing.txt");
    const tag = async () => (await client().get("/static/changing.txt")).headers.get("etag");
    writeFileSync(path, "one");
    const first = await tag();
    writeFileSync(path, "two!");
    expect(await tag()).not.toBe(first);
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    const third = await tag();
    utimesSync(path, 1_700_000_000, 1_700_000_000.5);
    expect(await tag()).not.toBe(third);
  });

  test("that claims to be of the future says no more than now", async () => {
    const path = join(folder, "future.txt");
    writeFileSync(path, "x");
    utimesSync(path, 4_000_000_000, 4_000_000_000);
    const response = await client().get("/static/future.txt");
    expect(Date.parse(response.headers.get("last-modified")!)).toBeLessThanOrEqual(Date.now());
  });

  test("can be had in part, small or large", async () => {
    const small = await client().get("/static/inside.txt", { headers: { range: "bytes=2-3" } });
    expect([small.status, await small.text()]).toEqual([206, "si"]);
    const large = await client().get("/static/large.bin", { headers: { range: "bytes=-200000" } });
    expect(large.headers.get("content-range")).toBe("bytes 800000-999999/1000000");
    expect((await large.arrayBuffer()).byteLength).toBe(200_000);
  });
});

describe("nothing leads out of the folder", () => {
  const all = [...waysOut, ...doublyEncoded, ...deviceNames];

  test("the corpus is large", () => {
    expect(all.length).toBeGreaterThan(300);
  });

  test.each([
    ["as they are in a path", (path: string) => encodeURI(path)],
    ["encoded whole", encodeURIComponent],
    [
      "with slashes and dots encoded",
      (path: string) => encodeURIComponent(path).replaceAll(".", "%2e"),
    ],
  ])("%s", async (_, encode) => {
    const app = new Hipflask({ log: recordedLog() });
    app.static("/static", folder);
    for (const path of all) {
      const target = `/static/${encode(path)}`;
      const answer = await wire(app, `GET ${target} HTTP/1.1\r\nHost: h\r\n\r\n`);
      const status = Number(answer.split(" ", 2)[1]);
      // The router merges slashes before anything is looked up; a target may be too long, or no URL.
      expect([target, [308, 400, 404, 414].includes(status)]).toEqual([target, true]);
      expect(answer).not.toContain("SECRET");
    }
  });

  test("links do not", async () => {
    expect((await client().get("/static/link.txt")).status).toBe(404);
  });

  test("what begins with a dot is not there, unless it is allowed", async () => {
    expect((await client().get("/static/.env")).status).toBe(404);
    expect((await client().get("/static/.hidden/inside.txt")).status).toBe(404);
    expect((await client({ dotfiles: true }).get("/static/.env")).status).toBe(200);
  });

  test("all that is refused answers alike", async () => {
    const details = new Set<string>();
    for (const path of ["nowhere.txt", ".env", "folder", "link.txt", "CON.txt", "a%00b"]) {
      const response = await client().get(`/static/${path}`);
      const { detail } = (await response.json()) as { detail: string };
      details.add(`${response.status} ${detail}`);
    }
    expect([...details]).toEqual(["404 there is no such file"]);
  });
});

describe("a folder", () => {
  test.each(["/static/", "/static/folder", "/static/folder/"])("at %s is a 404", async (path) => {
    expect((await client().get(path)).status).toBe(404);
  });

  test("is answered by its index, if there is to be one", async () => {
    const indexed = client({ index: "index.html" });
    expect(await (await indexed.get("/static/")).text()).toBe("<h1>index</h1>");
    expect(await (await indexed.get("/static/folder/")).text()).toBe("<h1>folder</h1>");
    expect(await (await indexed.get("/static/inside.txt")).text()).toBe("inside");
    expect((await indexed.get("/static/nowhere/")).status).toBe(404);
    expect((await indexed.get("/static/inside.txt/")).status).toBe(404);
  });

  test("without its slash is sent there, with the query, so that links in it lead right", async () => {
    const response = await client({ index: "index.html" }).get("/static/folder?a=1");
    expect([response.status, response.headers.get("location")]).toEqual([
      308,
      "/static/folder/?a=1",
    ]);
  });
});

describe("a file that lies compressed beside it", () => {
  const get = (accept: string | null, options: StaticFilesOptions): Promise<Response> =>
    client(options).get("/static/site.css", {
      headers: accept === null ? {} : { "accept-encoding": accept },
    });

  test.each<[string | null, StaticFilesOptions["precompressed"], string, string | null]>([
    ["gzip, br", true, "BR", "br"],
    ["gzip", true, "GZ", "gzip"],
    ["zstd", true, "plain css", null],
    [null, true, "plain css", null],
    ["gzip, br", ["gzip"], "GZ", "gzip"],
    ["gzip, br", false, "plain css", null],
    ["gzip, br", undefined, "plain css", null],
  ])("to %j with %j is %s", async (accept, precompressed, text, coding) => {
    const response = await get(accept, { precompressed });
    expect(response.headers.get("content-encoding")).toBe(coding);
    expect(response.headers.get("content-type")).toBe("text/css; charset=utf-8");
    expect(response.headers.get("content-disposition")).toBe("inline; filename=site.css");
    expect(await response.text()).toBe(text);
  });

  test("makes every answer depend on what is accepted", async () => {
    expect((await get("br", { precompressed: true })).headers.get("vary")).toBe("accept-encoding");
    expect((await get(null, { precompressed: true })).headers.get("vary")).toBe("accept-encoding");
    expect((await get("br", {})).headers.get("vary")).toBeNull();
    const alone = await client({ precompressed: true }).get("/static/inside.txt");
    expect(alone.headers.get("vary")).toBeNull();
  });
});

test("how long a file may be kept can depend on its path", async () => {
  const options: StaticFilesOptions = {
    maxAge: (path) => (path.startsWith("folder/") ? 60 : undefined),
    immutable: true,
  };
  const cacheControl = async (path: string) =>
    (await client(options).get(path)).headers.get("cache-control");
  expect(await cacheControl("/static/folder/inside.txt")).toBe("public, max-age=60, immutable");
  expect(await cacheControl("/static/inside.txt")).toBe("no-cache");
});

test("files are answers like others: error handlers apply to them, and other routes win", async () => {
  const app = new Hipflask();
  app.errorHandler(404, () => "nothing here");
  app.get("/inside.txt", () => "mine");
  app.get("/locked/<path:filename>", (context) => {
    if (context.query.get("key") !== "7") abort(401);
    return staticFiles(folder)(context);
  });
  const all = app.static("/", pathToFileURL(folder));
  const tested = app.testClient();
  expect(urlFor(all, { filename: "folder/sp ace.txt" })).toBe("/folder/sp%20ace.txt");
  expect(await (await tested.get("/inside.txt")).text()).toBe("mine");
  expect(await (await tested.get("/folder/inside.txt")).text()).toBe("inside");
  expect(await (await tested.get("/nowhere.txt")).text()).toBe("nothing here");
  expect((await tested.get("/locked/inside.txt")).status).toBe(401);
  expect(await (await tested.get("/locked/inside.txt?key=7")).text()).toBe("inside");
  expect((await tested.post("/folder/inside.txt")).status).toBe(405);
});

test("a blueprint serves a folder below its prefix, behind its hooks, by a name", async () => {
  const admin = new Blueprint("admin", { urlPrefix: "/admin" });
  admin.beforeRequest(({ query }) => (query.has("key") ? undefined : abort(401)));
  admin.static("/files", folder, { name: "files" });
  const app = new Hipflask();
  app.register(admin);
  const tested = app.testClient();
  expect(app.urlFor("admin.files", { filename: "inside.txt" })).toBe("/admin/files/inside.txt");
  expect((await tested.get("/admin/files/inside.txt")).status).toBe(401);
  expect(await (await tested.get("/admin/files/inside.txt?key=7")).text()).toBe("inside");
});

describe("a folder that is not there", () => {
  test("is a mistake at start-up", () => {
    expect(() => new Hipflask().static("/static", join(root, "nowhere"))).toThrow("[no-folder]");
    expect(() => new Hipflask().static("/static", join(folder, "inside.txt"))).toThrow(
      "[no-folder]",
    );
  });

  test("is a mistake at the first request of a handler that was made by hand", async () => {
    const log = recordedLog();
    const app = new Hipflask({ log });
    app.get("/<path:filename>", staticFiles(join(root, "nowhere")));
    expect((await app.testClient().get("/x.txt")).status).toBe(500);
    expect(log.entries.map(([, , error]) => String(error)).join()).toContain("[no-folder]");
  });
});
