import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { afterAll, describe, expect, test } from "vitest";
import { mayHaveSiblings, sharesPlace, workerLink } from "../../../src/runtimes/node/worker.ts";
import { endPrograms, startProgram } from "../../app/child-program.ts";
import { rawClient } from "../../app/raw-client.ts";

const folder = mkdtempSync(join(tmpdir(), "hipflask-"));
const path = join(folder, "app.sock");

afterAll(() => {
  endPrograms();
  rmSync(folder, { recursive: true, force: true });
});

const ended = { code: 0, signal: null };

test("a process of its own is no worker", () => {
  expect(workerLink).toBeNull();
  expect(mayHaveSiblings()).toBe(false);
  expect(sharesPlace).toBe(false);
});

describe("workers", () => {
  test("show one certificate, which was made for all of them", async () => {
    const crew = startProgram("crew.ts", { port: 0, workers: 2, tls: "adhoc" });
    const url = await crew.url;
    expect(url).toMatch(/^https:/);
    const answers = new Set<string>();
    const certificates = new Set<string>();
    for (let i = 0; i < 6; i++) {
      const client = await rawClient(url);
      client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      certificates.add((client.socket as TLSSocket).getPeerCertificate().fingerprint256);
      answers.add((await client.closed).split("\r\n\r\n")[1] ?? "");
    }
    expect(answers.size).toBe(2);
    expect(certificates.size).toBe(1);
    crew.signal("SIGTERM");
    expect(await crew.ended).toEqual(ended);
  });

  test("share a Unix socket, which is gone when they are", async () => {
    // Left behind by a program that was killed.
    const code = `require("net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`;
    await once(spawn(process.execPath, ["--eval", code], { stdio: "ignore" }), "close");

    const crew = startProgram("crew.ts", { path, mode: 0o600, workers: 2 });
    expect(await crew.url).toBe(`unix://${path}`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const client = await rawClient(`unix://${path}`);
    client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    expect(await client.closed).toMatch(/^HTTP\/1\.1 200 /);

    const other = startProgram("crew.ts", { path, workers: 2 });
    expect(await other.ended).toEqual({ code: 1, signal: null });
    expect(other.stderr()).toContain("[socket-taken]\n");

    crew.signal("SIGTERM");
    expect(await crew.ended).toEqual(ended);
    expect(existsSync(path)).toBe(false);
  });
});
