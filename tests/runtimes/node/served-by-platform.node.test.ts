import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bun, deno } from "../../../tools/runtimes.mjs";
import { servedByDeno } from "../../../src/runtimes/node/served-by-platform.ts";
import { startProgram, type ChildProgram } from "../../app/child-program.ts";

interface ServedApp {
  onListen?: (address: { readonly hostname: string; readonly port: number }) => void;
}

describe("what a module exports", () => {
  test("is served by the platform if that says where", async () => {
    const app: ServedApp = {};
    const lines: string[] = [];
    const served = servedByDeno(app, (line) => void lines.push(line));
    app.onListen!({ hostname: "::", port: 8000 });
    expect(await served).toBe(true);
    expect(lines).toEqual([" * Hipflask on http://[::]:8000 (deno serve)"]);
  });

  test("is not if it does not, and is left as it was", async () => {
    const app: ServedApp = {};
    expect(await servedByDeno(app, () => {})).toBe(false);
    expect(app).toEqual({});
  });
});

/** Runs a program that exports its application and runs it as well, on another runtime. */
const startOn = (command: readonly string[], ...args: readonly string[]): ChildProgram =>
  startProgram("exported.ts", { port: 0 }, { command: [...command, ...args] });

const hasRuntimes = existsSync(bun.command()[0]!) && existsSync(deno.command()[0]!);

describe.skipIf(!hasRuntimes)(
  "a program that both exports and runs its application is started once",
  () => {
    const denoServe = [
      deno.command()[0]!,
      "serve",
      "-A",
      "--no-remote",
      "--port=0",
      "--host=127.0.0.1",
    ];
    test.each([
      ["by Bun", bun.command().slice(0, 1), "\n   Ctrl-C stops it\n"],
      ["by deno run", deno.command(), "\n   Ctrl-C stops it\n"],
      ["by deno serve", denoServe, " (deno serve)\n"],
    ])("%s", async (_, command, after) => {
      const program = startOn(command, "--conditions=hipflask-source");
      const url = await program.url;
      await program.printed(after);
      expect(await (await fetch(`${url}/`)).text()).toBe("once");
      program.signal("SIGTERM");
      expect((await program.ended).code).toBe(0);
      expect(program.stdout()).toBe(` * Hipflask on ${url}${after}`);
      expect(program.stdout() + program.stderr()).not.toContain("Started");
    });
  },
);
