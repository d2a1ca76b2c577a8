// A real program, and a client that behaves as a browser does: from an error to the variables of its frame.
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { endPrograms, startProgram } from "../app/child-program.ts";

afterAll(endPrograms);

/** What a browser sends, which `fetch` does not let programs send. */
const navigate = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = {
      accept: "text/html,*/*;q=0.8",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    };
    request(url, { headers }, (response) => resolve(text(response)))
      .on("error", reject)
      .end();
  });

interface Found {
  readonly reason: string | null;
  readonly frames: readonly (
    | string
    | { readonly variables: readonly { name: string; text: string }[] }
  )[];
}

test("the page of an error shows the variables of its frames, and evaluates in them", async () => {
  const program = startProgram("failing.ts", { port: 0, debug: true });
  const url = await program.url;
  const page = await navigate(`${url}/handler/7`);
  expect(page).toContain("about to fail for sweety");
  const token = /"token":"(\w+)"/.exec(page)![1]!;
  const report = /"report":"(\w+)"/.exec(page)![1]!;
  expect(program.stderr()).toContain(`${url}/__hipflask__/reports/${report}#token=${token}\n`);

  const ask = async (path: string, question: object, sent = token): Promise<unknown> => {
    const response = await fetch(`${url}/__hipflask__/${path}`, {
      method: "POST",
      headers: { origin: url, "content-type": "application/json", "x-hipflask-token": sent },
      body: JSON.stringify({ report, error: 0, ...question }),
    });
    return response.json();
  };
  const { frames, reason } = (await ask("locals", {})) as Found;
  expect(reason).toBeNull();
  const [first] = frames;
  if (first === undefined || typeof first === "string") throw new Error(`no variables: ${first}`);
  expect(first.variables.find(({ name }) => name === "user")?.text).toContain("sweety");
  expect(await ask("evaluate", { frame: 0, expression: "user.name + id" })).toMatchObject({
    ok: true,
    value: { text: '"sweety7"' },
  });
  expect(await ask("evaluate", { frame: 0, expression: "1" }, "wrong")).toMatchObject({
    status: 403,
    code: "debug-token",
  });
  program.signal("SIGTERM");
  expect(await program.ended).toEqual({ code: 0, signal: null });
});

test("a program that others reach shows the error, and neither variables nor a console", async () => {
  const program = startProgram("failing.ts", {
    port: 0,
    host: "0.0.0.0",
    debug: true,
    reload: false,
  });
  const url = (await program.url).replace("0.0.0.0", "127.0.0.1");
  const page = await navigate(`${url}/handler/7`);
  expect(page).toContain("in a handler");
  expect(page).toContain("it listens on 0.0.0.0");
  expect(page).not.toMatch(/"token":"/);
  await program.printed("/__hipflask__/reports/");
  expect(program.stderr()).not.toContain("#token=");
  program.signal("SIGTERM");
  await program.ended;
});
