import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { node } from "../../app/child-program.ts";
import { app, ask, endEdited, startEdited, until } from "./edited-program.ts";

// Programs are started again and again, and the machine may have other work.
vi.setConfig({ testTimeout: 120_000 });

afterAll(endEdited);

const program = (lines: string): Record<string, string> => ({
  "app.mjs": app.replace("app.run(", `${lines}\napp.run(`),
});

test("the program runs as it was started: arguments, options, folder and environment", async () => {
  const files = program(`app.get("/start", () => ({
    args: process.argv.slice(2),
    options: process.env.NODE_OPTIONS,
    folder: process.cwd(),
    title: process.title,
  }));`);
  const base = startEdited.bind(null, files);
  const started = base({ env: { NODE_OPTIONS: "--title=reloaded" } });
  expect(await ask(started, "/start")).toEqual({
    args: [],
    options: "--title=reloaded",
    folder: started.folder,
    title: "reloaded",
  });
  started.signal("SIGTERM");
  await started.ended;
});

test.runIf(process.platform === "linux")(
  "what a program puts into its environment is not there when it starts anew",
  async () => {
    const files = program(`
      import { readFileSync } from "node:fs";
      process.env.KEY ??= readFileSync("key.txt", "utf8");
      app.get("/key", () => ({ key: process.env.KEY }));`);
    const started = startEdited({ ...files, "key.txt": "1" });
    expect(await ask(started, "/key")).toEqual({ key: "1" });
    writeFileSync(join(started.folder, "key.txt"), "2");
    started.save("version.mjs", "export const version = 2;");
    await until(async () => (await ask(started, "/key"))["key"] === "2");
    started.signal("SIGTERM");
    await started.ended;
  },
);

test("a program that no file holds just listens", async () => {
  const started = startEdited(
    {},
    {
      command: [
        ...node,
        "--input-type=module",
        "--eval",
        app.replace("process.pid", "process.ppid"),
      ],
    },
  );
  await started.url;
  await started.printed("Ctrl-C stops it\n");
  expect(await ask(started)).toMatchObject({ version: "1", pid: process.pid });
  started.signal("SIGTERM");
  expect(await started.ended).toEqual({ code: 0, signal: null });
});
