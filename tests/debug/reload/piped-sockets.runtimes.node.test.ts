// Bun and Deno, where no socket can be handed to another process.
import { existsSync } from "node:fs";
import { afterAll, expect, test, vi } from "vitest";
import { bun, deno } from "../../../tools/runtimes.mjs";
import { ask, endEdited, isAlive, startEdited, until, version } from "./edited-program.ts";

// Programs are started again and again, and the machine may have other work.
vi.setConfig({ testTimeout: 120_000 });

afterAll(endEdited);

const runtimes = [
  ["Bun", bun.command()[0]!, []],
  ["Deno", deno.command()[0]!, ["run", "-A", "--no-remote", "--node-modules-dir=manual"]],
] as const;

const installed = runtimes.filter(([, file]) => existsSync(file));

test.concurrent.each(installed)(
  "%s restarts a program with every change",
  async (_, file, args) => {
    const command = [file, ...args, "--conditions=hipflask-source", "app.mjs"];
    const program = startEdited(
      { "package.json": '{ "type": "module", "dependencies": { "hipflask": "*" } }' },
      { command },
    );
    const first = await ask(program);
    expect(first).toMatchObject({ version: "1" });
    program.save("version.mjs", version("2"));
    await program.printed(" * version.mjs changed, restarting\n");
    await program.printed("Restarted");
    const second = await ask(program);
    expect(second).toMatchObject({ version: "2" });
    await until(() => !isAlive(first["pid"] as number));

    program.save("version.mjs", "export const version = ;\n");
    await program.printed("it is started again when a file is saved");
    const failed = await ask(program);
    expect(failed).toMatchObject({ status: 500, program: "app.mjs" });
    expect(String(failed["detail"])).toMatch(/Unexpected|Expression expected/);
    program.save("version.mjs", version("3"));
    await program.printedTimes("Restarted", 2);
    const third = await ask(program);
    expect(third).toMatchObject({ version: "3" });
    program.signal("SIGINT");
    expect(await program.ended).toEqual({ code: 0, signal: null });
    await until(() => !isAlive(third["pid"] as number));
  },
);
