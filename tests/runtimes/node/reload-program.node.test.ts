import { existsSync, statSync } from "node:fs";
import type { TLSSocket } from "node:tls";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { reloadedProgram } from "../../../src/runtimes/node/reload-program.ts";
import { rawClient } from "../../app/raw-client.ts";
import {
  app,
  ask,
  endEdited,
  startEdited,
  until,
  version,
} from "../../debug/reload/edited-program.ts";

// Programs are started again and again, and the machine may have other work.
vi.setConfig({ testTimeout: 120_000 });

afterAll(endEdited);

const request = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

test("a process of its own is not restarted by another", () => {
  expect(reloadedProgram).toBeNull();
});

test.each([
  [{ tls: "adhoc" }, "https:"],
  [{ tls: "adhoc", server: "node:http" }, "https:"],
  [{ server: "node:http" }, "http:"],
])(
  "a program that listens with %j answers on sockets that it is handed",
  async (options, scheme) => {
    const program = startEdited({}, { runOptions: options });
    const url = await program.url;
    expect(url.startsWith(scheme)).toBe(true);
    const before = await rawClient(url);
    before.send(request);
    expect(await before.closed).toContain('"version": "1"');
    program.save("version.mjs", version("2"));
    await program.printed("Restarted");
    const after = await rawClient(url);
    after.send(request);
    expect(await after.closed).toContain('"version": "2"');
    if (scheme === "https:") {
      const [old, young] = [before, after].map(({ socket }) => (socket as TLSSocket).getSession());
      expect(old).toBeDefined();
      expect(young).toBeDefined();
    }
    program.signal("SIGTERM");
    expect(await program.ended).toEqual({ code: 0, signal: null });
  },
);

test("one that listens on a Unix socket keeps it through a restart", async () => {
  const program = startEdited(
    {},
    { runOptions: { port: undefined, path: "app.sock", mode: 0o600 } },
  );
  const url = await program.url;
  const path = join(program.folder, "app.sock");
  expect(url).toBe("unix://app.sock");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  program.save("version.mjs", version("2"));
  await program.printed("Restarted");
  const client = await rawClient(`unix://${path}`);
  client.send(request);
  expect(await client.closed).toContain('"version": "2"');
  program.signal("SIGTERM");
  expect(await program.ended).toEqual({ code: 0, signal: null });
  expect(existsSync(path)).toBe(false);
});

test("one that runs two applications, and opens a port of its own, has them all", async () => {
  const more = `
    let own;
    app.get("/own", () => ({ url: own?.url }));
    const other = new Hipflask();
    other.get("/", () => ({ other: version }));
    app.run(`;
  const last = `
    other.run({ port: 0, debug: true });
    own = await app.listen({ port: 0 });
  `;
  const program = startEdited({ "app.mjs": app.replace("app.run(", more) + last });
  await program.url;
  await until(async () => (await ask(program, "/own"))["url"] !== undefined);
  const { url: own } = await ask(program, "/own");
  expect(await (await fetch(own as string)).json()).toMatchObject({ version: "1" });
  program.save("version.mjs", version("2"));
  await program.printed("Restarted");
  await until(async () => (await ask(program))["version"] === "2");
  program.signal("SIGTERM");
  expect(await program.ended).toEqual({ code: 0, signal: null });
});
