import { afterAll, describe, expect, test, vi } from "vitest";
import { app, ask, endEdited, isAlive, startEdited, until } from "./edited-program.ts";

// Programs are started again and again, and the machine may have other work.
vi.setConfig({ testTimeout: 120_000 });

afterAll(endEdited);

describe.concurrent("no process is left", () => {
  test("when the program is told to stop, which answers what is in hand", async () => {
    const program = startEdited();
    const { pid } = await ask(program);
    const slow = ask(program, "/slow");
    await program.printed("slow began");
    program.signal("SIGTERM");
    expect(await slow).toEqual({ version: "1" });
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(isAlive(pid as number)).toBe(false);
  });

  test("when the process that restarts it is killed", async () => {
    const program = startEdited();
    const { pid, parent } = await ask(program, "/processes");
    expect(parent).not.toBe(process.pid);
    process.kill(parent as number, "SIGKILL");
    await until(() => !isAlive(pid as number));
    await program.ended;
  });

  test("when it is killed while the program is stuck", async () => {
    const stuck = app.replace("app.run(", 'app.get("/stuck", () => { for (;;); });\napp.run(');
    const program = startEdited({ "app.mjs": stuck });
    const { pid, parent } = await ask(program, "/processes");
    void ask(program, "/stuck").catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(parent).not.toBe(process.pid);
    process.kill(parent as number, "SIGKILL");
    await until(() => !isAlive(pid as number));
  });

  test("when the process that people started is killed", async () => {
    const program = startEdited();
    const { pid, parent } = await ask(program, "/processes");
    program.signal("SIGKILL");
    await until(() => !isAlive(pid as number) && !isAlive(parent as number));
  });

  test("when the program ends by itself, and so does everything", async () => {
    const ending = app.replace(
      "app.run(",
      'app.get("/end", ({ after }) => (after(app.stop()), "last"));\napp.run(',
    );
    const program = startEdited({ "app.mjs": ending });
    expect(await (await fetch(`${await program.url}/end`)).text()).toBe("last");
    expect(await program.ended).toEqual({ code: 0, signal: null });
  });
});
