import { afterAll, describe, expect, test } from "vitest";
import { endPrograms, startProgram } from "../../app/child-program.ts";

afterAll(endPrograms);

/** Starts a worker that does something, then does something to it, and gives what became of it. */
const run = async (does: string, then = ""): Promise<unknown> => {
  const program = startProgram("one-worker.ts", {}, { env: { DOES: does, THEN: then } });
  await program.ended;
  return JSON.parse(program.stdout());
};

const started = { listens: true, url: "http://a", debug: false };

describe("a worker, seen from outside", () => {
  test("has a name, and has started when it says that it listens", async () => {
    expect(await run("listen and exit")).toEqual({
      name: expect.stringMatching(/^worker 2 \(process \d+\)$/),
      start: started,
      ended: "with code 3",
      obeys: false,
      dismissed: false,
    });
  });

  test("that fails says why", async () => {
    const start = { listens: false, reason: "Cannot listen" };
    expect(await run("fail")).toMatchObject({ start, ended: "with code 1" });
  });

  test("that ends before it has started never will", async () => {
    const reason = expect.stringContaining("ended with code 0 before it listened") as string;
    expect(await run("exit")).toMatchObject({ start: { listens: false, reason } });
  });

  test("obeys when it says so", async () => {
    expect(await run("obey", "stop")).toMatchObject({
      start: started,
      ended: "with code 0",
      obeys: true,
      dismissed: true,
    });
  });

  test("that does not can be killed", async () => {
    expect(await run("not hear", "kill")).toMatchObject({
      ended: "by SIGKILL",
      obeys: false,
      dismissed: true,
    });
  });

  test("that cannot be told something any more takes nobody with it", async () => {
    expect(await run("not hear", "fail to tell, and kill")).toMatchObject({ ended: "by SIGKILL" });
  });

  test("is given the certificate that it asks for", async () => {
    expect(await run("ask for a certificate", "stop")).toMatchObject({
      start: { ...started, url: "key of localhost" },
    });
  });
});
