import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, realpathSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Hipflask, sendFile, sendFromDirectory, type Server } from "../../src/index.ts";
import { recordedLog } from "../core/recorded-log.ts";
import { rawClient } from "./raw-client.ts";
import { openFilesBelow } from "../runtimes/node/open-files.ts";

const megabyte = 1024 * 1024;
const log = recordedLog();
let folder: string;
let server: Server;
let largeHash: string;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "hipflask-send-")));
  writeFileSync(join(folder, "hello.txt"), "hello");
  const large = randomBytes(32 * megabyte);
  largeHash = createHash("sha256").update(large).digest("hex");
  writeFileSync(join(folder, "large.bin"), large);
  const app = new Hipflask({ log });
  app.get("/path", () => sendFile(join(folder, "hello.txt"), { attachment: true }));
  app.get("/url", () => sendFile(pathToFileURL(join(folder, "hello.txt"))));
  app.get("/missing", () => sendFile(join(folder, "nowhere.txt")));
  app.get("/folder", () => sendFile(folder));
  app.get("/files/<path:name>", ({ name }) => sendFromDirectory(folder, name));
  server = await app.listen({ port: 0 });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, init?: RequestInit): Promise<Response> =>
  fetch(`${server.url}${path}`, init);

const openFiles = (): number => openFilesBelow(folder);

async function until(condition: () => boolean): Promise<void> {
  for (let waitedMs = 0; !condition(); waitedMs += 10) {
    if (waitedMs > 10_000) throw new Error("it did not come to that");
    await setTimeout(10);
  }
}

describe("sendFile", () => {
  test("sends a file by its path, or by its URL", async () => {
    const byPath = await get("/path");
    expect(byPath.headers.get("content-disposition")).toBe("attachment; filename=hello.txt");
    expect(await byPath.text()).toBe("hello");
    expect(await (await get("/url")).text()).toBe("hello");
  });

  test.each(["/missing", "/folder"])("of %s is the program's mistake", async (path) => {
    const response = await get(path);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain(folder);
    expect(String(log.entries.at(-1)?.[2])).toContain("[file-missing]");
  });
});

describe("a large file", () => {
  test("arrives whole, with its length", async () => {
    const response = await get("/files/large.bin");
    expect(response.headers.get("content-length")).toBe(String(32 * megabyte));
    const hash = createHash("sha256");
    for await (const chunk of response.body!) hash.update(chunk);
    expect(hash.digest("hex")).toBe(largeHash);
    // The client may have the last byte before the server's own end of the stream.
    await until(() => openFiles() === 0);
  });

  test("is not read ahead of a client that does not read, and is closed when it leaves", async () => {
    const socket = connect(server.port, "127.0.0.1");
    socket.pause();
    const before = process.memoryUsage().arrayBuffers;
    socket.write("GET /files/large.bin HTTP/1.1\r\nHost: h\r\n\r\n");
    await until(() => openFiles() === 1);
    await setTimeout(300);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * megabyte);
    socket.destroy();
    await until(() => openFiles() === 0);
  });

  test("leaves the connection open for the next request, and HEAD opens nothing", async () => {
    const client = await rawClient(server.url);
    client.send(
      "HEAD /files/large.bin HTTP/1.1\r\nHost: h\r\n\r\n" +
        "GET /files/large.bin HTTP/1.1\r\nHost: h\r\nRange: bytes=0-3\r\n\r\n" +
        "GET /files/hello.txt HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
    );
    const [head, part, whole] = (await client.closed).split(/(?=HTTP\/1\.1 )/);
    expect(head).toContain(`content-length: ${32 * megabyte}\r\n`);
    expect(head?.endsWith("\r\n\r\n")).toBe(true);
    expect(part).toContain("206 Partial Content");
    expect(whole?.endsWith("\r\n\r\nhello")).toBe(true);
  });

  test("that is replaced before it is opened is cut, not mixed up", async () => {
    const path = join(folder, "replaced.bin");
    writeFileSync(path, Buffer.alloc(megabyte, "a"));
    const app = new Hipflask({ log: recordedLog() });
    app.get("/", () => sendFromDirectory(folder, "replaced.bin"));
    const response = await app.fetch(new Request("http://localhost/"));
    writeFileSync(`${path}.new`, Buffer.alloc(megabyte, "b"));
    renameSync(`${path}.new`, path);
    // The clock of a file system may not have moved on since.
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    await expect(response.text()).rejects.toThrow("has changed");
  });
});
