// A program that is broken while it runs, and mended: what the terminal shows, a program that asks, and a browser.
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, describe, expect, test, vi } from "vitest";
import { ask, endEdited, startEdited, version } from "./edited-program.ts";

// Programs are started again and again, and the machine may have other work.
vi.setConfig({ testTimeout: 120_000 });

afterAll(endEdited);

const browse = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = { accept: "text/html", connection: "close" };
    request(url, { headers }, (response) => resolve(text(response)))
      .on("error", reject)
      .end();
  });

describe.concurrent("a file is saved that", () => {
  test.each([
    ["does not parse", "export const version = ;\n", "SyntaxError: Unexpected token ';'", ":1:24"],
    [
      "lacks what is imported",
      "export const other = 1;\n",
      "SyntaxError: The requested module './version.mjs' does not provide an export named 'version'",
      "app.mjs:3:",
    ],
    [
      "throws",
      `${version("2")}throw new RangeError("broken from the start");\n`,
      "RangeError: broken from the start",
      "version.mjs:2:7",
    ],
  ])("%s: everybody is told where, until it is mended", async (_, broken, message, place) => {
    const program = startEdited();
    const url = await program.url;
    program.save("version.mjs", broken);
    await program.printed("it is started again when a file is saved");
    expect(program.stderr()).toContain(`\napp.mjs did not start\n\n  ${message.slice(0, 60)}`);
    expect(program.stderr()).toMatch(/\n {2}> \d+ │ /);
    // Node does not print it a second time.
    expect(program.stderr()).not.toContain("Node.js v");

    const problem = await ask(program);
    expect(problem).toMatchObject({ status: 500, program: "app.mjs", detail: message });
    expect((problem["trace"] as string[])[1]).toContain(place);

    const page = await browse(`${url}/users`);
    expect(page).toContain("app.mjs did not start");
    expect(await browse(problem["debug"] as string)).toContain("app.mjs did not start");

    program.save("version.mjs", version("3"));
    await program.printed("Restarted");
    expect(await ask(program)).toMatchObject({ version: "3" });
    program.signal("SIGINT");
    await program.ended;
  });
});

test("a program that crashes later is told of with its report, too", async () => {
  const program = startEdited({
    "app.mjs": `
      import { Hipflask } from "hipflask";
      const app = new Hipflask();
      app.get("/crash", () => void setTimeout(() => { throw new Error("later"); }) ?? "x");
      app.run(JSON.parse(process.env.RUN_OPTIONS));
    `,
  });
  await ask(program, "/crash").catch(() => {});
  await program.printed("app.mjs ended with code 1");
  expect(await ask(program)).toMatchObject({ detail: "Error: later" });
  expect(program.stderr()).toContain("GET /crash: an exception reached nobody\n");
  program.signal("SIGINT");
  await program.ended;
});

// On later versions Node takes the types away itself.
test.skipIf("typescript" in process.features && process.features.typescript !== false)(
  "a TypeScript module that nothing can load is told of with what to install",
  async () => {
    const program = startEdited(
      { "more.ts": 'export const version: string = "2";\n' },
      { command: [process.execPath, "app.mjs"] },
    );
    await program.url;
    program.save("version.mjs", 'export { version } from "./more.ts";\n');
    await program.printed("it is started again when a file is saved");
    expect(program.stderr()).toContain("Fix: start it with Node 22.18 or later, or install tsx");
    expect(await ask(program)).toMatchObject({
      status: 500,
      fix: "start it with Node 22.18 or later, or install tsx and start it with node --import tsx",
    });
    program.signal("SIGINT");
    await program.ended;
  },
);
