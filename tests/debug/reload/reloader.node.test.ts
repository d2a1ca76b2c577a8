import { renameSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { rawClient } from "../../app/raw-client.ts";
import {
  app,
  ask,
  endEdited,
  isAlive,
  startEdited,
  until,
  version,
  type EditedProgram,
} from "./edited-program.ts";

// Programs are started again and again, and the machine may have other work.
vi.setConfig({ testTimeout: 120_000 });

afterAll(endEdited);

const started = async (...given: Parameters<typeof startEdited>): Promise<EditedProgram> => {
  const program = startEdited(...given);
  await program.url;
  return program;
};

const stopped = async (program: EditedProgram): Promise<void> => {
  program.signal("SIGINT");
  expect(await program.ended).toEqual({ code: 0, signal: null });
};

describe.concurrent("a program under live reload", () => {
  test("answers with what was saved last, and says which file changed", async () => {
    const program = await started();
    const first = await ask(program);
    expect(first).toMatchObject({ version: "1" });
    program.save("version.mjs", version("2"));
    await program.printed(" * version.mjs changed, restarting\n");
    await program.printed(" * Restarted in ");
    const second = await ask(program);
    expect(second).toMatchObject({ version: "2" });
    expect(second["pid"]).not.toBe(first["pid"]);
    expect(isAlive(first["pid"] as number)).toBe(false);
    await stopped(program);
    expect(isAlive(second["pid"] as number)).toBe(false);
  });

  test("keeps connections on which nothing is asked", async () => {
    const program = await started();
    const client = await rawClient(await program.url);
    const request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    client.send(request);
    await client.until('"version": "1"');
    program.save("version.mjs", version("2"));
    await program.printed("Restarted");
    client.send(request);
    await client.until('"version": "2"');
    expect(client.received()).not.toContain("connection: close");
    client.socket.end();
    await stopped(program);
  });

  test("answers what is in hand by the code that was asked, as the last on its connection", async () => {
    const program = await started();
    const client = await rawClient(await program.url);
    client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    await program.printed("slow began");
    program.save("version.mjs", version("2"));
    const answer = await client.closed;
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain("connection: close\r\n");
    expect(answer).toContain('"version": "1"');
    await program.printed("Restarted");
    await stopped(program);
  });

  test("lets whoever comes while it starts wait", async () => {
    const program = await started();
    const slowly = `await new Promise((resolve) => setTimeout(resolve, 500));\n${version("2")}`;
    program.save("version.mjs", slowly);
    await program.printed("restarting");
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(program)));
    expect(new Set(answers.map((answer) => answer["version"]))).toEqual(new Set(["2"]));
    await stopped(program);
  });

  test("is restarted once for what an editor does in several steps", async () => {
    const program = await started();
    const path = join(program.folder, "version.mjs");
    writeFileSync(path, "");
    writeFileSync(path, version("2"));
    writeFileSync(`${path}.tmp`, version("3"));
    renameSync(`${path}.tmp`, path);
    await until(async () => (await ask(program))["version"] === "3");
    // A second restart would have begun by then.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(program.stdout().split("restarting").length - 1).toBe(1);
    await stopped(program);
  });

  test("is left alone when a file is touched", async () => {
    const program = await started();
    const path = join(program.folder, "version.mjs");
    utimesSync(path, new Date(), new Date());
    writeFileSync(path, version("1"));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(program.stdout()).not.toContain("restarting");
    await stopped(program);
  });

  test.each([
    [".env", "KEY=2\n"],
    ["settings.json", "{}\n"],
    ["templates/mail/hello.html", "<p>hello</p>\n"],
    ["data/2026/users.csv", "id\n1\n"],
  ])("is restarted when %s changes", async (file, text) => {
    const reload = { extraFiles: ["data/**/*.csv"], excludePatterns: ["generated.json"] };
    const program = await started({ [file]: "" }, { runOptions: { reload } });
    // Watching begins with the first files that the program loads.
    await ask(program);
    program.save("generated.json", "{}");
    await until(() => {
      program.save(file, text);
      return program.stdout().includes(` * ${file} changed, restarting\n`);
    });
    await program.printed("Restarted");
    expect(program.stdout()).not.toContain("generated.json");
    await stopped(program);
  });
});

describe.concurrent("a program that does not run", () => {
  test.each([
    ["has a syntax error", "export const version = ;\n", "SyntaxError"],
    ["imports what is not there", 'export * from "./missing.mjs";\n', "ERR_MODULE_NOT_FOUND"],
    [
      "throws while it starts",
      `${version("2")}throw new Error("broken from the start");`,
      "broken from the",
    ],
    ["ends before it listens", `${version("2")}process.exit(0);`, "ended with code 0"],
  ])("because it %s is waited for", async (_, broken, said) => {
    const program = await started();
    program.save("version.mjs", broken);
    await program.printed(said);
    await program.printed("it is started again when a file is saved");
    const response = await fetch(await program.url);
    expect(response.status).toBe(500);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 500, program: "app.mjs" });
    program.save("version.mjs", version("2"));
    await program.printed("Restarted");
    expect(await ask(program)).toMatchObject({ version: "2" });
    await stopped(program);
  });

  test("is started again when a missing file appears", async () => {
    const program = await started();
    program.save("version.mjs", 'export * from "./later.mjs";\n');
    await program.printed("started again when a file is saved");
    program.save("later.mjs", version("later"));
    await program.printed("Restarted");
    expect(await ask(program)).toMatchObject({ version: "later" });
    await stopped(program);
  });

  test("because it crashed later is waited for", async () => {
    const crashing = app.replace(
      "app.run",
      'app.get("/crash", () => void setTimeout(() => { throw new Error("later") }));\napp.run',
    );
    const program = await started({ "app.mjs": crashing });
    await fetch(`${await program.url}/crash`);
    await program.printed("app.mjs ended with code 1; it is started again when a file is saved");
    expect((await fetch(await program.url)).status).toBe(500);
    program.save("version.mjs", version("2"));
    await program.printed("Restarted");
    expect(await ask(program)).toMatchObject({ version: "2" });
    await stopped(program);
  });

  test("at its first start because of a port that is taken ends with one message", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    const program = startEdited({}, { runOptions: { port } });
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.stderr()).toBe(
      `Cannot listen on 127.0.0.1:${port}: another program listens there\n` +
        "Fix: stop it, or choose another port: app.run({ port: 5001 })    [port-taken]\n",
    );
    taken.close();
  });
});

test("a program that asks for another port is there, and not where it was", async () => {
  const program = await started();
  const before = await program.url;
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const { port } = taken.address() as AddressInfo;
  const moved = app.replace("app.run(", `app.run({ port: ${port}, debug: true }); (() => {})(`);
  program.save("app.mjs", moved);
  await program.printed(`Cannot listen on 127.0.0.1:${port}: another program listens there`);
  expect((await fetch(before)).status).toBe(500);

  await new Promise((resolve) => taken.close(resolve));
  program.save("version.mjs", version("2"));
  await program.printed(`on http://127.0.0.1:${port}`);
  const response = await fetch(`http://127.0.0.1:${port}`);
  expect(await response.json()).toMatchObject({ version: "2" });
  await until(() =>
    fetch(before).then(
      () => false,
      () => true,
    ),
  );
  await stopped(program);
});
