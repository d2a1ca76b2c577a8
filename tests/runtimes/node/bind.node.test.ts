import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { canReusePort } from "../../../src/runtimes/node/reuse-port.ts";
import { rawClient } from "../../app/raw-client.ts";
import { closeServersAfterEach, get, start } from "./test-server.ts";

closeServersAfterEach();

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hipflask-"));
  path = join(folder, "app.sock");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const answer = async (url: string): Promise<string> => {
  const client = await rawClient(url);
  client.send(get("/here", "Connection: close"));
  return client.closed;
};

describe("on a port", () => {
  test("0 is one that the system chooses", async () => {
    const { host, port, path: none, url } = await start();
    expect(port).toBeGreaterThan(0);
    expect({ host, none, url }).toEqual({
      host: "127.0.0.1",
      none: null,
      url: `http://127.0.0.1:${port}`,
    });
  });

  test("::1 is in brackets in the URL", async () => {
    const { port, url } = await start({ host: "::1" });
    expect(url).toBe(`http://[::1]:${port}`);
    expect(await answer(url)).toMatch(/x-peer: ::1\r\n[\s\S]*\/here$/);
  });

  test(":: is every address, of IPv4 too", async () => {
    const { port, url } = await start({ host: "::" });
    expect(url).toBe(`http://[::]:${port}`);
    expect(await answer(`http://127.0.0.1:${port}`)).toMatch(/\/here$/);
    expect(await answer(`http://[::1]:${port}`)).toMatch(/\/here$/);
  });

  test("as many connections as the backlog wait to be accepted, and all are answered", async () => {
    const { url } = await start({ backlog: 4 });
    const answers = await Promise.all(Array.from({ length: 8 }, () => answer(url)));
    expect(answers.filter((text) => text.endsWith("/here"))).toHaveLength(8);
  });
});

describe("sharing a port", () => {
  test.runIf(canReusePort())("two servers have it", async () => {
    const { port } = await start({ reusePort: true });
    const other = await start({ port, reusePort: true });
    expect(other.port).toBe(port);
  });

  test.runIf(canReusePort())("a server that does not share keeps it", async () => {
    const { port } = await start();
    await expect(start({ port, reusePort: true })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  test.skipIf(canReusePort())("where the runtime cannot, it is refused", async () => {
    await expect(start({ reusePort: true })).rejects.toMatchObject({ code: "reuse-port" });
  });
});

describe("on a Unix socket", () => {
  test("has a path, and answers", async () => {
    const { host, port, path: where, url } = await start({ path });
    expect({ host, port, where, url }).toEqual({
      host: "",
      port: 0,
      where: path,
      url: `unix://${path}`,
    });
    expect(await answer(url)).toMatch(/x-peer: \r\n[\s\S]*\/here$/);
  });

  test("has the mode that it is given", async () => {
    await start({ path, mode: 0o600 });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("refuses the path of a server that lives", async () => {
    const { url } = await start({ path });
    await expect(start({ path })).rejects.toMatchObject({ code: "socket-taken" });
    expect(await answer(url)).toMatch(/\/here$/);
  });

  test("is gone when the server has closed, and can be had again", async () => {
    const { close } = await start({ path });
    await close();
    expect(existsSync(path)).toBe(false);
    expect(await answer((await start({ path })).url)).toMatch(/\/here$/);
  });
});
