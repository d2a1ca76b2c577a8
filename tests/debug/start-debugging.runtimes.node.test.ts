// On Bun and Deno an error has its frames and its lines; of its variables the page says why there are none.
import { existsSync } from "node:fs";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, expect, test, vi } from "vitest";
import { endPrograms, startProgram } from "../app/child-program.ts";
import { bun, deno } from "../../tools/runtimes.mjs";

// A runtime may have to compile all of it first.
vi.setConfig({ testTimeout: 120_000 });

afterAll(endPrograms);

const runtimes = [
  ["Bun", bun.command()[0]!, []],
  ["Deno", deno.command()[0]!, ["run", "-A", "--no-remote", "--node-modules-dir=manual"]],
] as const;

const installed = runtimes.filter(([, file]) => existsSync(file));

const navigate = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = {
      accept: "text/html",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    };
    request(url, { headers }, (response) => resolve(text(response)))
      .on("error", reject)
      .end();
  });

test.concurrent.each(installed)(
  "%s shows where, and says why not what",
  async (name, file, args) => {
    const command = [file, ...args, "--conditions=hipflask-source"];
    const program = startProgram(
      "failing.ts",
      { port: 0, debug: true, reload: false },
      { command },
    );
    const url = await program.url;

    const response = await fetch(`${url}/handler/7`);
    expect(response.status).toBe(500);
    const { trace } = (await response.json()) as { readonly trace: readonly string[] };
    expect(trace.join("\n")).toMatch(/tests\/app\/programs\/failing\.ts:\d+:\d+/);

    const page = await navigate(`${url}/handler/7`);
    // A line of its source, from which nothing but the file itself can have it.
    expect(page.replaceAll(/<[^>]+>/g, "")).toContain("about to fail for");
    const report = /"report":"(\w+)"/.exec(page)![1]!;
    const locals = await fetch(`${url}/__hipflask__/locals`, {
      method: "POST",
      headers: {
        origin: url,
        "content-type": "application/json",
        "x-hipflask-token": /"token":"(\w+)"/.exec(page)![1]!,
      },
      body: JSON.stringify({ report, error: 0 }),
    });
    expect(await locals.json()).toEqual({
      reason: `Variables are shown on Node only: ${name} has no inspector that another thread can use.`,
      frames: [],
    });
    program.signal("SIGTERM");
    expect((await program.ended).code).toBe(0);
  },
);
