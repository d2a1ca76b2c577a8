import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { clearSocketPath, socketFile, withMode } from "../../../src/runtimes/node/unix-socket.ts";

let folder: string;
let path: string;
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hipflask-"));
  path = join(folder, "app.sock");
});

afterEach(async () => {
  await new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve)));
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const listen = async (): Promise<void> => {
  server = createServer();
  server.listen(path);
  await once(server, "listening");
};

/** Leaves the file of a server that was killed. */
const leaveSocket = async (): Promise<void> => {
  const code = `require("net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`;
  await once(spawn(process.execPath, ["--eval", code], { stdio: "ignore" }), "close");
};

describe("the way for a socket", () => {
  test("is free where nothing is", async () => {
    await clearSocketPath(path);
    expect(existsSync(path)).toBe(false);
  });

  test("is cleared of what a dead server has left", async () => {
    await leaveSocket();
    expect(existsSync(path)).toBe(true);
    await clearSocketPath(path);
    expect(existsSync(path)).toBe(false);
  });

  test("is not taken from a server that lives", async () => {
    await listen();
    await expect(clearSocketPath(path)).rejects.toMatchObject({
      code: "socket-taken",
      message: `Cannot listen on unix:${path}: another program listens there`,
    });
    expect(existsSync(path)).toBe(true);
  });

  test("is not cleared of a file that is something else", async () => {
    writeFileSync(path, "precious");
    await expect(clearSocketPath(path)).rejects.toMatchObject({
      code: "socket-path",
      message: expect.stringContaining("there is a file that is no socket"),
    });
    expect(existsSync(path)).toBe(true);
  });

  test("needs a folder", async () => {
    await expect(clearSocketPath(join(folder, "no", "app.sock"))).rejects.toMatchObject({
      code: "socket-path",
      message: expect.stringContaining(`there is no folder ${join(folder, "no")}`),
    });
  });

  test("is not longer than the system allows", async () => {
    await expect(clearSocketPath(`/tmp/${"x".repeat(103)}`)).rejects.toMatchObject({
      code: "socket-path",
      message: expect.stringContaining("it is longer than the "),
    });
  });
});

describe("the mode of a socket", () => {
  test.each([[0o600], [0o666], [0o777]])("is %i", async (mode) => {
    const umask = process.umask(0o022);
    let modeAtFirst: number | undefined;
    server = createServer();
    const allow = withMode(path, mode, () => {
      server!.listen(path);
      modeAtFirst = statSync(path).mode & 0o777;
    });
    await once(server, "listening");
    allow();
    process.umask(umask);
    // Never, not for a moment, may more connect.
    expect(modeAtFirst! & ~mode).toBe(0);
    expect(statSync(path).mode & 0o777).toBe(mode);
  });

  test("leaves the process its mask", () => {
    const before = process.umask();
    withMode(path, 0o600, () => {});
    expect(process.umask()).toBe(before);
  });
});

describe("a socket's file", () => {
  test("is removed if it is still there", async () => {
    await leaveSocket();
    socketFile(path)();
    expect(existsSync(path)).toBe(false);
  });

  test("is left alone if it is another's by now", async () => {
    await leaveSocket();
    const remove = socketFile(path);
    rmSync(path);
    // File systems give a number that has become free to the next file.
    writeFileSync(`${path}.next`, "");
    writeFileSync(path, "another's");
    remove();
    expect(existsSync(path)).toBe(true);
  });
});
